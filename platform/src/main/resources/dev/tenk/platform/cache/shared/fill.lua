-- Puts a value into the entry KEYS[1], if the lease of its load is still there: an invalidation takes it away.
-- ARGV: token of the lease, value, milliseconds that it is fresh, milliseconds that it is kept. Answers whether.
local key = KEYS[1]
if redis.call('HGET', key, 'l') ~= ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', key, 'v', ARGV[2], 'f', string.format('%.0f', now + ARGV[3]))
redis.call('HDEL', key, 'l', 'u')
redis.call('PEXPIRE', key, ARGV[4])
return 1
