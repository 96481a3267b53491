-- Presents refresh token number ARGV[1], issued at ARGV[2], of the session at KEYS[1] at time ARGV[3]; times in milliseconds.
-- ARGV[4]: for how long one step behind sees the same successor. ARGV[5]: idle lifetime. ARGV[6]: how often to note that the
-- session was seen. ARGV[7]: its end. ARGV[8], ARGV[9], ARGV[10]: number, time of issue and last sight by the record in
-- PostgreSQL, from which a session goes on that is not in Redis, or was set back there.
--
-- The hash: n, the live token's number; r, when it was issued; p, when the one before it was issued; s, when the session was
-- last noted as seen; x, once a token was used again: the session is over.
local presented, issued, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local grace, idle, every, ends = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local state = redis.call('HMGET', KEYS[1], 'n', 'r', 'p', 's', 'x')
if state[5] then
  return {'reused'}
end
local number, rotated, before, seen = tonumber(ARGV[8]), tonumber(ARGV[9]), nil, tonumber(ARGV[10])
if state[1] and tonumber(state[1]) >= number then
  number, rotated, before, seen = tonumber(state[1]), tonumber(state[2]), tonumber(state[3]), tonumber(state[4])
end

-- A number above ours is authentic (the caller checked its HMAC): the writes that made it were lost. It goes on only if it is
-- no older than what we know; else somebody went on from an older token meanwhile, and there would be two live ones.
local live = presented == number and issued == rotated or presented > number and issued >= rotated
local used = math.max(rotated, live and issued or 0)
if now >= ends or now - used >= idle then
  redis.call('DEL', KEYS[1])
  return {'ended'}
end
if live then
  local due = now - seen >= every
  rotated = math.max(now, issued)
  redis.call('HSET', KEYS[1], 'n', presented + 1, 'r', string.format('%.0f', rotated), 'p', ARGV[2],
             's', due and ARGV[3] or string.format('%.0f', seen))
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.min(idle, ends - now)))
  return {'live', presented + 1, rotated, due and 1 or 0}
end
if presented == number - 1 and now - rotated <= grace and (before == nil or before == issued) then
  return {'live', number, rotated, 0}
end
redis.call('HSET', KEYS[1], 'x', 1)
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.min(idle, ends - now)))
return {'reused'}
