-- Stores the session of account ARGV[1] at KEYS[1]: created at ARGV[2], ending at ARGV[3], expiring in ARGV[4] milliseconds.
redis.call('HSET', KEYS[1], 'account', ARGV[1], 'created', ARGV[2], 'ends', ARGV[3], 'number', 0, 'rotated', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return redis.status_reply('OK')
