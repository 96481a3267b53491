// Two tiers: what is rendered stays in this process for two minutes and in Redis for five; one load per key and process.
import { createHash } from 'node:crypto'
import Redis from 'ioredis'
import { LRUCache } from 'lru-cache'

const MEMORY_MILLIS = 2 * 60_000
const REDIS_SECONDS = 5 * 60
const MEMORY_CHARS = 16 * 1024 * 1024
const CHARS_BESIDE_BODY = 200

export function keptAnswers(env, loads) {
  const cached = env.PEER_CACHE !== 'off'
  const redis = cached ? new Redis(env.REDIS_URL, { enableAutoPipelining: true }) : undefined
  const kept = { render, close: async () => redis?.disconnect() }
  for (const [name, load] of Object.entries(loads)) {
    kept[name] = cached ? twoTiers(redis, name, load) : async key => existing(render(await load(key)))
  }
  return kept
}

function twoTiers(redis, name, load) {
  const memory = new LRUCache({
    maxSize: MEMORY_CHARS,
    sizeCalculation: found => CHARS_BESIDE_BODY + (found.body?.length ?? 0),
    ttl: MEMORY_MILLIS,
    fetchMethod: async key => {
      const place = `node:${name}:${key}`
      const known = await redis.get(place)
      if (known !== null) return render(JSON.parse(known))
      const loaded = await load(key)
      await redis.set(place, JSON.stringify(loaded), 'EX', REDIS_SECONDS)
      return render(loaded)
    }
  })
  return async key => existing(memory.get(key) ?? (await memory.fetch(key)))
}

const existing = found => (found.body === null ? null : found)

/** @param {{value: object | null, privateTo: string | null}} loaded */
function render({ value, privateTo }) {
  if (value === null) return { body: null, privateTo: null, tag: null }
  const body = JSON.stringify(value)
  return { body, privateTo, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
