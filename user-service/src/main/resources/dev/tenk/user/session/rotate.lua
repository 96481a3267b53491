-- Presents token ARGV[1] of the session at KEYS[1] at time ARGV[2]. One step behind within the grace ARGV[3] sees the same
-- successor; any other token from the past ends the session. A session lives for ARGV[4] longer, until its end at most.
-- All times in milliseconds. A number above the stored one is authentic too (the caller checked its HMAC): Redis has lost
-- the write that made it, in a fail-over, and the stored one was used before it.
local number, rotated, ends = unpack(redis.call('HMGET', KEYS[1], 'number', 'rotated', 'ends'))
if not number then
  return {'ended'}
end
local presented, now = tonumber(ARGV[1]), tonumber(ARGV[2])
number, rotated, ends = tonumber(number), tonumber(rotated), tonumber(ends)
if now >= ends then
  redis.call('DEL', KEYS[1])
  return {'ended'}
end
if presented >= number then
  number = presented + 1
  redis.call('HSET', KEYS[1], 'number', number, 'rotated', now)
  redis.call('PEXPIRE', KEYS[1], math.min(tonumber(ARGV[4]), ends - now))
elseif presented < number - 1 or now - rotated > tonumber(ARGV[3]) then
  redis.call('DEL', KEYS[1])
  return {'reused'}
end
return {'live', number, ends}
