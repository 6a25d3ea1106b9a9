import { AppError, base64url } from '@madoguchi/kit'
import { certErrors } from '@madoguchi/pki'
import { closeOtherSessions, listSessions } from '../session/list-sessions.ts'
import { endSession } from '../session/session.ts'
import type { CitizenErrorCode } from '../shell/errors.ts'
import { defineBareOperation, defineOperation, type Operation } from '../shell/operation.ts'
import { readBytes } from '../shell/read-bytes.ts'
import { demandLogInOpen, getValue } from '../shell/visit.ts'
import { cardAgainErrors, demandCardAgain } from './card-again-calls.ts'
import { issueChallenge, makeLogin } from './challenge.ts'
import { logIn } from './log-in.ts'
import { tryLogIn } from './log-in-tries.ts'

const logInErrors: readonly CitizenErrorCode[] = [
  'LOGIN_CHALLENGE_UNKNOWN',
  'LOGIN_CHALLENGE_LATE',
  'LOGIN_CHALLENGE_USED',
  'LOGIN_SIGNATURE',
  'LOGIN_ORIGIN',
  'LOGIN_REVOCATION_UNKNOWN',
  'LOGIN_HOLDER_UNKNOWN',
  'LOGIN_REGISTRY_REFUSED',
  'LOGIN_SLOW',
  'LOGIN_PAUSED',
  'TOO_MANY',
  ...(Object.keys(certErrors) as (keyof typeof certErrors)[]),
]

/** From the challenge to the end of a session. */
export const logInOperations: readonly Operation[] = [
  defineOperation({
    id: 'makeChallenge',
    method: 'POST',
    path: '/login/challenges',
    summary: 'カードが署名するための値を受け取ります',
    access: 'open',
    answer: { status: 200, schema: 'Challenge' },
    errors: ['LOGIN_PAUSED'],
    async run({ world }) {
      const { config, db, deps } = world
      demandLogInOpen(await world.notices.findShown())
      const login = makeLogin(deps.random)
      const challenge = await issueChallenge({ db, random: deps.random, clock: deps.clock, login })
      return {
        login,
        challenge: base64url.encode(challenge),
        vaultSalt: base64url.encode(world.vaultSalt),
        origin: config.origin,
      }
    },
  }),
  defineOperation({
    id: 'logIn',
    method: 'POST',
    path: '/sessions',
    summary: 'カードの署名でログインし、トークンを受け取ります',
    access: 'open',
    body: 'NewSession',
    answer: { status: 201, schema: 'SessionToken' },
    errors: logInErrors,
    async run({ c, world, body }) {
      demandLogInOpen(await world.notices.findShown())
      if (body.origin !== undefined && body.origin !== world.config.origin)
        throw new AppError('LOGIN_ORIGIN', 'The card signed for another site.')
      const given = {
        login: body.login,
        certificate: readBytes(body.certificate),
        signature: readBytes(body.signature),
        wrappingKey: readBytes(body.wrappingKey),
        channel: 'api',
      } as const
      const done = await tryLogIn(c, world, { login: body.login, run: () => logIn(world, given) })
      const { token, expiresAt, isRegistered } = getValue(done)
      return { token, expiresAt: expiresAt.toISOString(), needsRegistration: !isRegistered }
    },
  }),
  defineOperation({
    id: 'listSessions',
    method: 'GET',
    path: '/sessions',
    summary: 'いまログインしている場所を見ます',
    access: 'member',
    answer: { status: 200, schema: 'Sessions' },
    async run({ world, session }) {
      const sessions = await listSessions(world, session, world.config.idleMinutes)
      return {
        sessions: sessions.map(({ channel, createdAt, lastSeenAt, isCurrent }) => ({
          channel,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          isCurrent,
        })),
      }
    },
  }),
  defineOperation({
    id: 'closeOtherSessions',
    method: 'POST',
    path: '/sessions/others/end',
    summary: 'ここ以外のログインを、すべて終わらせます',
    access: 'member',
    body: 'CardAgain',
    answer: { status: 200, schema: 'ClosedSessions' },
    errors: cardAgainErrors,
    async run({ world, session, body }) {
      await demandCardAgain(world, session, { act: 'close-others', card: body.card })
      return { closed: await closeOtherSessions(world, session) }
    },
  }),
  defineBareOperation({
    id: 'logOut',
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'ログアウトします',
    access: 'session',
    answer: { status: 204 },
    async run({ c, world, session }) {
      await endSession(world, session, 'logged-out')
      return c.body(null, 204)
    },
  }),
]
