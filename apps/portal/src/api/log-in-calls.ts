import { AppError, base64url } from '@madoguchi/kit'
import { z } from 'zod'
import { issueChallenge, makeLogin } from '../login/challenge.ts'
import { logIn } from '../login/log-in.ts'
import { register } from '../session/registration.ts'
import { endSession } from '../session/session.ts'
import { countLogIn, getValue } from '../web/visit.ts'
import { type ApiRoutes, demandBearer, readBody } from './api-routes.ts'

function bytes(sizeBytesMax: number) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(Math.ceil((sizeBytesMax * 4) / 3))
}

const sessionBody = z.strictObject({
  login: bytes(32).length(43),
  certificate: bytes(8192),
  signature: bytes(512),
  wrappingKey: bytes(32).length(43),
  /** For whom the card was asked to sign: only to tell a wrong site from a wrong signature, never to verify. */
  origin: z.string().max(255).optional(),
})
const registrationBody = z.strictObject({ consent: z.boolean(), email: z.string().max(400).optional() })

/** From the challenge to the end of a session. */
export function addLogInCalls(routes: ApiRoutes): void {
  routes.add('POST', '/login/challenges', async ({ c, world }) => {
    const { config, db, deps } = world
    const login = makeLogin(deps.random)
    countLogIn(c, world, login)
    const challenge = await issueChallenge({ db, random: deps.random, clock: deps.clock, login })
    return c.json({
      login,
      challenge: base64url.encode(challenge),
      vaultSalt: base64url.encode(world.vaultSalt),
      origin: config.origin,
    })
  })
  routes.add('POST', '/sessions', async (call) => {
    const { c, world } = call
    const body = await readBody(call, sessionBody)
    if (body.origin !== undefined && body.origin !== world.config.origin)
      throw new AppError('LOGIN_ORIGIN', 'The card signed for another site.')
    const done = getValue(
      await logIn(world, {
        login: body.login,
        certificate: decode(body.certificate),
        signature: decode(body.signature),
        wrappingKey: decode(body.wrappingKey),
        channel: 'api',
      }),
    )
    const { token, expiresAt, isRegistered } = done
    return c.json({ token, expiresAt: expiresAt.toISOString(), needsRegistration: !isRegistered }, 201)
  })
  routes.add('POST', '/registration', async (call) => {
    const session = await demandBearer(call)
    const { consent, email = '' } = await readBody(call, registrationBody)
    getValue(await register(call.world, session, { consent, email }))
    return call.c.body(null, 204)
  })
  routes.add('DELETE', '/sessions/current', async (call) => {
    await endSession(call.world, await demandBearer(call))
    return call.c.body(null, 204)
  })
}

function decode(text: string): Uint8Array {
  try {
    return base64url.decode(text)
  } catch (cause) {
    throw new AppError('BODY_MALFORMED', 'Bytes are canonical base64url.', { cause })
  }
}
