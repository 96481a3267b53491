// Access tokens: ES256, of our issuer and for our audience, by the keys that user-service publishes; verified ones are
// remembered until they expire.
import { createPublicKey } from 'node:crypto'
import { createDecoder, createVerifier } from 'fast-jwt'

const REREAD_MILLIS = 10_000

export function tokens(env) {
  const headerOf = createDecoder({ complete: true })
  let verifiers = new Map()
  let readAt = 0
  let reading

  async function read() {
    readAt = Date.now()
    const { keys } = await (await fetch(env.JWKS_URL)).json()
    verifiers = new Map(keys.map(key => [key.kid, verifier(key)]))
  }

  function verifier(jwk) {
    return createVerifier({
      key: createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
      algorithms: ['ES256'],
      allowedIss: env.TOKEN_ISSUER,
      allowedAud: env.TOKEN_AUDIENCE,
      requiredClaims: ['exp', 'sub'],
      cache: 10_000
    })
  }

  const known = new Map() // token to its key's id, so that a remembered token isn't decoded again

  /** The account, or undefined. */
  return async token => {
    try {
      let kid = known.get(token)
      if (kid === undefined) {
        kid = headerOf(token).header.kid
        if (known.size >= 10_000) known.clear()
        known.set(token, kid)
      }
      if (!verifiers.has(kid) && Date.now() - readAt > REREAD_MILLIS) {
        reading = read().finally(() => (reading = undefined))
      }
      await reading
      return verifiers.get(kid)(token).sub
    } catch {
      return undefined
    }
  }
}
