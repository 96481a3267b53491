import Fastify from 'fastify'
import { keptAnswers } from './cache.js'
import { database } from './database.js'
import { tokens } from './tokens.js'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const PAGE = 20
const MAX_PAGE = 100

export async function start(env) {
  const reads = database(env)
  const verify = tokens(env)
  const kept = keptAnswers(env, {
    profile: reads.profile,
    medium: reads.medium,
    'media-page': owner => reads.page(owner, undefined, PAGE)
  })
  const app = Fastify({ logger: false })

  app.decorateRequest('account', null)
  app.addHook('onRequest', async (request, reply) => {
    const header = request.headers.authorization
    if (header === undefined) return
    const account = header.startsWith('Bearer ') ? await verify(header.slice(7)) : undefined
    if (account === undefined) return problem(reply, 401, 'invalid-token')
    request.account = account
  })

  app.get('/v1/users/:id', async (request, reply) => {
    if (!ID.test(request.params.id)) return problem(reply, 404, 'not-found')
    return answer(request, reply, await kept.profile(request.params.id), 30)
  })

  app.get('/v1/media/:id', async (request, reply) => {
    if (!ID.test(request.params.id)) return problem(reply, 404, 'not-found')
    return answer(request, reply, await kept.medium(request.params.id), 10)
  })

  app.get('/v1/media', async (request, reply) => {
    const { owner, cursor, limit: asked } = request.query
    const limit = asked === undefined ? PAGE : Number(asked)
    const after = cursor === undefined ? undefined : idOf(cursor)
    if (!ID.test(owner ?? '') || !(limit >= 1 && limit <= MAX_PAGE) || after === null) return problem(reply, 400, 'bad-request')
    const page = after === undefined && limit === PAGE ? await kept['media-page'](owner) : kept.render(await reads.page(owner, after, limit))
    return answer(request, reply, page, 10)
  })

  await app.listen({ host: '127.0.0.1', port: Number(env.PORT) })
  return async () => {
    await app.close()
    await kept.close()
    await reads.close()
  }
}

function answer(request, reply, found, seconds) {
  if (found === null || (found.privateTo !== null && found.privateTo !== request.account)) return problem(reply, 404, 'not-found')
  const shared = request.account === null && found.privateTo === null
  reply.header('etag', found.tag)
  reply.header('cache-control', shared ? `public, max-age=0, s-maxage=${seconds}, must-revalidate` : 'private, no-cache')
  if (request.headers['if-none-match'] === found.tag) return reply.code(304).send()
  return reply.header('content-type', 'application/json').send(found.body)
}

function problem(reply, status, type) {
  return reply.code(status).header('content-type', 'application/problem+json').send(JSON.stringify({ type, status }))
}

function idOf(cursor) {
  const hex = Buffer.from(cursor, 'base64url').toString('hex')
  if (hex.length !== 32) return null
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
