import { verifyStatement } from '@madoguchi/card'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { concat, minuteMs, no, sha256, utf8 } from '@madoguchi/kit'
import type { CertCode, TrustAnchor } from '@madoguchi/pki'
import { parseCertificate } from '@madoguchi/pki'
import type { Ground } from '../shell/ground.ts'
import type { Session } from '../shell/visitor.ts'
import { examineCertificate, type LogInRefusal } from './check-log-in.ts'
import type { RevocationCheck } from './revocation-check.ts'

/**
 * What a cookie alone does not do: a thief of it would read less, but shut the owner out, stay when they leave, or take what
 * is kept along. Each wants a signature that the card makes for it now.
 */
export const cardActs = ['recovery-code', 'close-others', 'leave', 'email', 'vault-anew'] as const
export type CardAct = (typeof cardActs)[number]

/** What a card said to a challenge of `askForCard`. */
type CardAgain = { readonly certificate: Bytes; readonly signature: Bytes }
export type CardAgainCode = LogInRefusal | CertCode | 'CONFIRM_OVER' | 'CONFIRM_OTHER_CARD'

/** Has a card say yes to one act of one session. */
export type CardGuard = {
  /** What the card is to sign. */
  ask(session: Session, act: CardAct): Promise<Bytes>
  check(session: Session, said: { act: CardAct; card: CardAgain }): Promise<Verdict<undefined, CardAgainCode>>
}

const livesMs = 5 * minuteMs

/** `origin`: what cards sign for. `anchors`: who issues them. */
export function makeCardGuard(
  ground: Pick<Ground, 'db' | 'clock' | 'random'>,
  means: { origin: string; anchors: readonly TrustAnchor[]; checkRevocation: RevocationCheck },
): CardGuard {
  return {
    ask: (session, act) => askForCard(ground, session, act),
    check: (session, said) => checkCardAgain({ db: ground.db, clock: ground.clock, ...means }, session, said),
  }
}

/**
 * 64 bytes for the card to sign as it signs a log-in: which session and which act, and 256 random bits. Once, within five
 * minutes. They are twice as long as the challenge of a log-in, which the registry takes: nobody logs in with what the card says to them.
 */
async function askForCard(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  session: Session,
  act: CardAct,
): Promise<Bytes> {
  const challenge = concat(nameAct(act, session.hash), random.bytes(32))
  const values = { challenge, expires_at: new Date(clock.now().getTime() + livesMs) }
  await db.kysely
    .insertInto('card_challenges')
    .values({ session_hash: session.hash, act, ...values })
    .onConflict((conflict) => conflict.columns(['session_hash', 'act']).doUpdateSet(values))
    .execute()
  return challenge
}

/** The card that a citizen shows again is one of this account, in force, and said yes to this act of this session. */
async function checkCardAgain(
  {
    db,
    clock,
    origin,
    anchors,
    checkRevocation,
  }: Pick<Ground, 'db' | 'clock'> & {
    origin: string
    anchors: readonly TrustAnchor[]
    checkRevocation: RevocationCheck
  },
  session: Session,
  { act, card }: { act: CardAct; card: CardAgain },
): Promise<Verdict<undefined, CardAgainCode>> {
  const asked = await db.kysely
    .deleteFrom('card_challenges')
    .where('session_hash', '=', session.hash)
    .where('act', '=', act)
    .returning(['challenge', 'expires_at'])
    .executeTakeFirst()
  if (asked === undefined || asked.expires_at <= clock.now()) return no('CONFIRM_OVER')
  const parsed = parseCertificate(card.certificate)
  if (!parsed.ok) return parsed
  const { fingerprint, publicKey } = parsed.value
  const known = await db.kysely
    .selectFrom('account_cards')
    .select('fingerprint')
    .where('account', '=', session.account)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  if (known === undefined) return no('CONFIRM_OTHER_CARD')
  const challenge = new Uint8Array(asked.challenge)
  if (!verifyStatement({ purpose: 'login', origin, challenge, publicKey, signature: card.signature }))
    return no('LOGIN_SIGNATURE')
  const examined = await examineCertificate({ ...card, anchors, checkRevocation, clock })
  if (!examined.ok) return examined
  return examined.value.standing
}

/** SHA-256("madoguchi/1/card-again\n" ‖ act ‖ "\n" ‖ hash of the session's token). */
export function nameAct(act: CardAct, sessionHash: Bytes): Bytes {
  return sha256(utf8.encode(`madoguchi/1/card-again\n${act}\n`), sessionHash)
}
