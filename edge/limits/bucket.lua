-- One token bucket. KEYS[1]: its name, KEYS[2]: where operators say "burst rate". ARGV: burst, tokens a second, for when
-- they say nothing, and how many to take (1, or 0 to look). The clock is the server's own.
-- Returns: 1 if there was a token else 0, whole tokens left, milliseconds until the next token (0 if there is one),
-- milliseconds until the bucket is full, and burst and rate as they are in force.
local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local said = redis.call('GET', KEYS[2])
if said then
    local b, r = string.match(said, '^(%d+) ([%d.e+-]+)$')
    b, r = tonumber(b), tonumber(r)
    if b and r and b >= 1 and r > 0 then burst, rate = b, r end
end
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(kept[1]) or burst
local at = tonumber(kept[2]) or ms
tokens = math.min(burst, tokens + math.max(0, ms - at) * rate / 1000)
local taken = 0
if tokens >= 1 then
    tokens = tokens - tonumber(ARGV[3])
    taken = 1
end
local full = math.ceil((burst - tokens) / rate * 1000)
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', ms)
redis.call('PEXPIRE', KEYS[1], full + 1000)
local wait = 0
if tokens < 1 then wait = math.ceil((1 - tokens) / rate * 1000) end
return {taken, math.floor(tokens), wait, full, burst, tostring(rate)}
