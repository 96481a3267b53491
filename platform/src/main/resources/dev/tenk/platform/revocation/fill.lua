-- Makes the stream KEYS[1] whole: a first entry that says so, then the revocations ARGV[2] and after. Does nothing where it
-- exists. ARGV[1]: milliseconds that a revocation is kept.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
redis.call('XADD', KEYS[1], '*', 'filled', #ARGV - 1)
for i = 2, #ARGV do
  redis.call('XADD', KEYS[1], '*', 'r', ARGV[i])
end
return 1
