-- Puts the tombstone of version ARGV[1] in place of the entry KEYS[1] for ARGV[2] milliseconds: neither value nor lease stays.
-- Once only: the same version again changes nothing. Answers whether it was new.
local key = KEYS[1]
if redis.call('HGET', key, 't') == ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('DEL', key)
redis.call('HSET', key, 't', ARGV[1], 'd', string.format('%.0f', now + ARGV[2]))
redis.call('PEXPIRE', key, ARGV[2])
return 1
