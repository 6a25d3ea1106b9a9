import type { Work } from '@madoguchi/delivery'
import { gather } from '@madoguchi/delivery'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, minuteMs, no, ok } from '@madoguchi/kit'
import type { CertCode, Certificate } from '@madoguchi/pki'
import { sql } from 'kysely'
import type { PortalTables } from '../tables.ts'
import type { World } from '../world.ts'
import { takeChallenges } from './challenge.ts'
import { checkLogIn, type Examined } from './check-log-in.ts'
import { makeCompany } from './company.ts'
import type { LogInCode } from './waiting-log-ins.ts'

export type CardShown = {
  readonly acquisition: string
  /** Of the log-in that waits: to which another copy of the program seals its mandate. */
  readonly replyKey: string
  readonly login: string
  readonly certificate: Bytes
  readonly signature: Bytes
  readonly examined: Verdict<Examined, CertCode>
}

/** Takes the challenge, checks what the card signed, and shows it to the registry: in one transaction. */
export type ShowCard = (shown: CardShown) => Promise<Verdict<Certificate, LogInCode>>

type Accepted = { readonly shown: CardShown; readonly certificate: Certificate; readonly challenge: Bytes }

/** Log-ins that come at once share the transaction; a refusal commits as well, since its challenge is used up. */
export function makeShowCards({ config, delivery, limits }: Pick<World, 'config' | 'delivery' | 'limits'>): ShowCard {
  // A transaction may run again: each log-in counts once.
  const passes = new WeakMap<CardShown, boolean>()

  function mayPass(shown: CardShown, { fingerprint }: Certificate): boolean {
    const isPassing = passes.get(shown) ?? limits.mayPass('login-by-card', fingerprint)
    passes.set(shown, isPassing)
    return isPassing
  }

  function judge(shown: CardShown, challenge: Verdict<Bytes, LogInCode>): Verdict<Accepted, LogInCode> {
    if (!challenge.ok) return challenge
    const { examined, signature } = shown
    const checked = checkLogIn({ examined, signature, challenge: challenge.value, origin: config.origin })
    if (!checked.ok) return checked
    if (!mayPass(shown, checked.value)) return no('TOO_MANY')
    return ok({ shown, certificate: checked.value, challenge: challenge.value })
  }

  function show({ write, at, post }: Work<PortalTables>, accepted: readonly Accepted[]): void {
    if (accepted.length === 0) return
    write(sql`
      insert into acquisitions (acquisition, reply_key, fingerprint, state, created_at)
      select acquisition, reply_key, fingerprint, 'waiting', ${at} from unnest(
        ${accepted.map(({ shown }) => shown.acquisition)}::text[], ${accepted.map(({ shown }) => shown.replyKey)}::text[],
        ${accepted.map(({ certificate }) => certificate.fingerprint)}::text[]) as t (acquisition, reply_key, fingerprint)`)
    for (const { shown, challenge } of accepted)
      post({
        name: 'present-card',
        to: config.registry,
        notAfter: at.getTime() + minuteMs,
        body: {
          acquisition: shown.acquisition,
          certificate: base64url.encode(shown.certificate),
          signature: base64url.encode(shown.signature),
          origin: config.origin,
          challenge: base64url.encode(challenge),
        },
      })
  }

  return gather(
    (together: readonly CardShown[]) =>
      delivery.transact(async (work) => {
        const challenges = await takeChallenges(
          work,
          together.map(({ login }) => login),
        )
        const judged = together.map((shown, i) => judge(shown, challenges[i] ?? no('LOGIN_CHALLENGE_UNKNOWN')))
        show(
          work,
          judged.flatMap((one) => (one.ok ? [one.value] : [])),
        )
        return judged.map((one) => (one.ok ? ok(one.value.certificate) : one))
      }),
    makeCompany(),
  )
}
