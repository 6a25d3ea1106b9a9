import type { Bytes, Random } from '@madoguchi/kit'
import { AppError, base64url } from '@madoguchi/kit'
import { certErrors } from '@madoguchi/pki'
import type { CitizenErrorCode } from '../shell/errors.ts'
import type { NoticeBoard } from '../shell/notice.ts'
import { defineOperation, type Operation } from '../shell/operation.ts'
import { readBytes } from '../shell/read-bytes.ts'
import { demandLogInOpen, getValue } from '../shell/visit.ts'
import { makeLogin } from './challenge.ts'
import type { TryLogIn } from './log-in-tries.ts'

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

type Means = {
  readonly notices: Pick<NoticeBoard, 'findShown'>
  readonly random: Random
  readonly issueChallenge: (login: string) => Promise<Bytes>
  readonly tryLogIn: TryLogIn
  readonly vaultSalt: Bytes
  readonly origin: string
}

/** From the challenge to a session. */
export function listLogInCalls(means: Means): readonly Operation[] {
  const { notices, random, issueChallenge, tryLogIn, vaultSalt, origin } = means
  return [
    defineOperation(
      {
        id: 'makeChallenge',
        method: 'POST',
        path: '/login/challenges',
        summary: 'カードが署名するための値を受け取ります',
        access: 'open',
        answer: { status: 200, schema: 'Challenge' },
        errors: ['LOGIN_PAUSED'],
      },
      async () => {
        demandLogInOpen(await notices.findShown())
        const login = makeLogin(random)
        const challenge = await issueChallenge(login)
        return {
          ...{ login, origin },
          challenge: base64url.encode(challenge),
          vaultSalt: base64url.encode(vaultSalt),
        }
      },
    ),
    defineOperation(
      {
        id: 'logIn',
        method: 'POST',
        path: '/sessions',
        summary: 'カードの署名でログインし、トークンを受け取ります',
        access: 'open',
        body: 'NewSession',
        answer: { status: 201, schema: 'SessionToken' },
        errors: logInErrors,
      },
      async ({ c, body }) => {
        demandLogInOpen(await notices.findShown())
        if (body.origin !== undefined && body.origin !== origin)
          throw new AppError('LOGIN_ORIGIN', 'The card signed for another site.')
        const done = await tryLogIn(c, {
          login: body.login,
          certificate: readBytes(body.certificate),
          signature: readBytes(body.signature),
          wrappingKey: readBytes(body.wrappingKey),
          channel: 'api',
        })
        const { token, expiresAt, isRegistered } = getValue(done)
        return { token, expiresAt: expiresAt.toISOString(), needsRegistration: !isRegistered }
      },
    ),
  ]
}
