-- Appends the revocations ARGV[2] and after to the stream KEYS[1], where it exists, and drops what is older than ARGV[1]
-- milliseconds by Redis' own clock, from which the entries' ids are.
local oldest = redis.call('TIME')[1] * 1000 - ARGV[1]
for i = 2, #ARGV do
  redis.call('XADD', KEYS[1], 'NOMKSTREAM', 'MINID', '~', string.format('%.0f', oldest), '*', 'r', ARGV[i])
end
return #ARGV - 1
