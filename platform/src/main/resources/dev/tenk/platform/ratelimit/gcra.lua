-- GCRA, the leaky bucket as a meter: KEYS[1] holds the theoretical arrival time (TAT) of the next call, in microseconds by
-- Redis' own clock, so that pods need not agree on theirs. ARGV[1]: microseconds for which one call fills the bucket.
-- ARGV[2]: microseconds that the bucket holds. ARGV[3]: calls to take, negative to give back.
-- Answers: allowed (1 or 0), how many more fit, microseconds until the next one fits, microseconds until the bucket is empty.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local emission, capacity, calls = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tat = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local after = math.max(now, tat + emission * calls)
-- half a microsecond for what division leaves
local allowed = after - now <= capacity + 0.5
if allowed then
  tat = after
  if tat > now then
    redis.call('SET', KEYS[1], string.format('%.0f', tat), 'PX', string.format('%.0f', math.ceil((tat - now) / 1000)))
  else
    redis.call('DEL', KEYS[1])
  end
end
return {allowed and 1 or 0, math.floor((capacity - (tat - now) + 0.5) / emission),
        math.ceil(math.max(0, tat + emission - capacity - now)), math.ceil(tat - now)}
