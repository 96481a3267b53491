-- Gives back the lease ARGV[1] of the entry KEYS[1]: its load failed.
if redis.call('HGET', KEYS[1], 'l') == ARGV[1] then
  return redis.call('HDEL', KEYS[1], 'l', 'u')
end
return 0
