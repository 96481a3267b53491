-- KEYS[1]: of the identity; ARGV[1]: position, whose text order is its order; ARGV[2]: milliseconds to keep it
local kept = redis.call('GET', KEYS[1])
if kept and kept > ARGV[1] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
