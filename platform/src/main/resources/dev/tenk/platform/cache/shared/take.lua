-- Reads the entry KEYS[1] and, where it has less than ARGV[3] milliseconds of its life left and nobody loads, leases its load.
-- ARGV: token of the lease, or '' for none; its milliseconds; the life below which it is wanted.
-- Answers {leased, milliseconds left, whether there was an invalidation lately, value or false}.
local key = KEYS[1]
local entry = redis.call('HMGET', key, 'v', 'f', 'u', 'd')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left = entry[2] and entry[2] - now or -1
local leased = 0
if ARGV[1] ~= '' and left < tonumber(ARGV[3]) and (not entry[3] or tonumber(entry[3]) <= now) then
  leased = 1
  redis.call('HSET', key, 'l', ARGV[1], 'u', string.format('%.0f', now + ARGV[2]))
  if redis.call('PTTL', key) < tonumber(ARGV[2]) then
    redis.call('PEXPIRE', key, ARGV[2])
  end
end
return {leased, left, entry[4] and tonumber(entry[4]) > now and 1 or 0, entry[1]}
