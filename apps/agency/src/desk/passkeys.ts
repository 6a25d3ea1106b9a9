import type { Bytes, Log, Verdict } from '@madoguchi/kit'
import { base64url, minuteMs, no, ok, utf8 } from '@madoguchi/kit'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Kysely } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import { noteLine } from './audit.ts'
import { createChallenge, takeChallenge } from './challenges.ts'
import type { PasskeyCode } from './errors.ts'
import type { DeskGround } from './ground.ts'
import { findInvited, takeInvitation } from './invitations.ts'
import { ownAffairs } from './roles.ts'
import { beginSession, endSession, endSessionsOf } from './sessions.ts'

/** For whom passkeys are made: the host of the origin, and no other. `name` is what the browser shows. */
export type RelyingParty = { readonly origin: string; readonly name: string }

/** What a browser answered, as it sent it, and by which cookie it was asked. */
type Answered = { readonly asking: string | undefined; readonly response: string }

/** Ed25519, ES256, RS256 (IANA COSE): what devices have. */
const algorithms = [-8, -7, -257]

const browserTimeMs = 2 * minuteMs

/** What the browser of somebody invited is asked for: a passkey that it keeps itself and that wants to see its holder. */
export async function askToRegister(ground: DeskGround, { origin, name }: RelyingParty, token: string) {
  const invited = await findInvited(ground.db.kysely, token, ground.clock.now())
  if (invited === undefined) return no('INVITATION_ENDED')
  const { asking, challenge } = await createChallenge(ground, 'register')
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: new URL(origin).hostname,
    userName: invited.name,
    userDisplayName: invited.name,
    userID: new Uint8Array(utf8.encode(invited.user_handle)),
    challenge: new Uint8Array(base64url.decode(challenge)),
    timeout: browserTimeMs,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return ok({ asking, options })
}

/** Keeps the passkey of somebody invited; the link is used up, an earlier passkey of theirs opens nothing any more, and their sessions end. */
export async function registerPasskey(
  ground: DeskGround & { readonly log: Log },
  { origin }: RelyingParty,
  { token, asking, response }: Answered & { readonly token: string },
): Promise<Verdict<undefined, PasskeyCode>> {
  const { db, clock, log } = ground
  const challenge = await takeChallenge(ground, asking, 'register')
  if (challenge === undefined) return no('PASSKEY_LATE')
  const invited = await findInvited(db.kysely, token, clock.now())
  if (invited === undefined) return no('INVITATION_ENDED')
  const made = await findMade(response, { origin, challenge })
  if (made === undefined) {
    log.warn('PASSKEY_REFUSED', { officer: invited.officer })
    return no('PASSKEY_REFUSED')
  }
  const { officer, name } = invited
  return db.transact(async (tx) => {
    const there = await tx.selectFrom('passkeys').select('officer').where('credential', '=', made.id).executeTakeFirst()
    if (there !== undefined) return no('PASSKEY_REFUSED')
    const at = clock.now()
    const taken = await takeInvitation(tx, token, at)
    if (!taken.ok) return taken
    await tx
      .updateTable('passkeys')
      .set({ retired_at: at })
      .where('officer', '=', officer)
      .where('retired_at', 'is', null)
      .execute()
    await tx
      .insertInto('passkeys')
      .values({ credential: made.id, officer, public_key: made.publicKey, counter: made.counter, added_at: at })
      .execute()
    await endSessionsOf(tx, officer)
    await noteLine(tx, at, { officer, name }, { affair: ownAffairs.desk, what: 'passkey-registered', subject: officer })
    return ok()
  })
}

/** What any browser is asked for at the log-in page: whichever passkey it has for us. Nobody is named. */
export async function askToLogIn(ground: DeskGround, { origin }: RelyingParty) {
  const { asking, challenge } = await createChallenge(ground, 'log-in')
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    challenge: new Uint8Array(base64url.decode(challenge)),
    timeout: browserTimeMs,
    userVerification: 'required',
  })
  return { asking, options }
}

/**
 * Begins a session for whoever has the passkey, under a new cookie. The session of the old one ends. One code for all that may be wrong with
 * a passkey: whoever tries hears nothing of who is known here.
 */
export async function logInByPasskey(
  ground: DeskGround & { readonly log: Log },
  { origin }: RelyingParty,
  { asking, response, earlier }: Answered & { readonly earlier: string | undefined },
): Promise<Verdict<{ readonly cookie: string }, Extract<PasskeyCode, 'PASSKEY_LATE' | 'PASSKEY_REFUSED'>>> {
  const { db, clock, random, log } = ground
  const challenge = await takeChallenge(ground, asking, 'log-in')
  if (challenge === undefined) return no('PASSKEY_LATE')
  const said = parseAnswer(response) as AuthenticationResponseJSON | undefined
  const known = await findPasskey(db.kysely, said?.id)
  if (known === undefined || said === undefined) {
    log.warn('PASSKEY_REFUSED')
    return no('PASSKEY_REFUSED')
  }
  const by = { officer: known.officer, name: known.name }
  const counter = await findCounter(said, known, { origin, challenge })
  return db.transact(async (tx) => {
    const at = clock.now()
    // Two at once with one counter: the second is a copy.
    const moved =
      counter !== undefined &&
      (await tx
        .updateTable('passkeys')
        .set({ counter })
        .where('credential', '=', known.credential)
        .where('counter', '=', known.counter)
        .where('retired_at', 'is', null)
        .executeTakeFirst())
    if (moved === false || moved.numUpdatedRows === 0n) {
      log.warn('PASSKEY_REFUSED', { officer: known.officer })
      await noteLine(tx, at, by, { affair: ownAffairs.desk, what: 'log-in-refused', subject: known.officer })
      return no('PASSKEY_REFUSED')
    }
    await endSession(tx, earlier)
    const cookie = await beginSession(tx, { random, at }, known.officer)
    await noteLine(tx, at, by, { affair: ownAffairs.desk, what: 'logged-in', subject: known.officer })
    return ok({ cookie })
  })
}

type Expected = { readonly origin: string; readonly challenge: string }

/** Undefined where it is no passkey, or one for another site, another challenge, or of a device that did not see its holder. */
async function findMade(response: string, { origin, challenge }: Expected) {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: parseAnswer(response) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    return verified ? registrationInfo.credential : undefined
  } catch {
    // Whatever the library throws is about what came from outside, and it may repeat it.
    return undefined
  }
}

type Known = {
  readonly credential: string
  readonly officer: string
  readonly name: string
  readonly user_handle: string
  readonly public_key: Bytes
  readonly counter: number
}

/** The counter of a passkey that answered as it should; undefined for any other, and for one whose counter did not go on. */
async function findCounter(
  response: AuthenticationResponseJSON,
  known: Known,
  { origin, challenge }: Expected,
): Promise<number | undefined> {
  if (response.response?.userHandle !== base64url.encode(utf8.encode(known.user_handle))) return undefined
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: { id: known.credential, publicKey: new Uint8Array(known.public_key), counter: known.counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    // As above.
    return undefined
  }
}

function findPasskey(db: Kysely<AgencyTables>, credential: unknown): Promise<Known | undefined> {
  return db
    .selectFrom('passkeys')
    .innerJoin('officers', 'officers.officer', 'passkeys.officer')
    .select(['credential', 'officers.officer', 'officers.name', 'user_handle', 'public_key', 'counter'])
    .where('credential', '=', typeof credential === 'string' ? credential : '')
    .where('retired_at', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

function parseAnswer(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    // Not what our own script sends.
    return undefined
  }
}
