import type { Work } from '@madoguchi/delivery'
import { gather } from '@madoguchi/delivery'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, minuteMs, no, ok } from '@madoguchi/kit'
import type { CertCode, Certificate } from '@madoguchi/pki'
import type { Counts } from '../shell/limits/counts.ts'
import { readKept, writeKept } from '../shell/limits/kept-counts.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import { insertAcquisitions } from './acquisitions.ts'
import { takeChallenges } from './challenge.ts'
import { checkLogIn, type Examined } from './check-log-in.ts'
import { makeCompany } from './company.ts'
import { logInLimits } from './limits.ts'
import type { LogInCode } from './waiting-log-ins.ts'

type CardShown = {
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

const rule = 'log-in-by-card'
const { most, windowMs } = logInLimits[rule]

type Accepted = { readonly shown: CardShown; readonly certificate: Certificate; readonly challenge: Bytes }

/** Log-ins that come at once share the transaction; a refusal commits as well, since its challenge is used up. */
export function makeShowCards(
  { delivery, registry }: Pick<Network, 'delivery' | 'registry'>,
  { origin, limits }: { origin: string; limits: Pick<Counts, 'tell'> },
): ShowCard {
  /** `counts`: how often each card logged in lately. Only a card whose own signature was verified is counted. */
  function judge(
    shown: CardShown,
    challenge: Verdict<Bytes, LogInCode>,
    counts: Map<string, number>,
  ): Verdict<Accepted, LogInCode> {
    if (!challenge.ok) return challenge
    const { examined, signature } = shown
    const checked = checkLogIn({ examined, signature, challenge: challenge.value, origin })
    if (!checked.ok) return checked
    const { fingerprint } = checked.value
    const count = (counts.get(fingerprint) ?? 0) + 1
    counts.set(fingerprint, count)
    limits.tell(rule, count)
    if (count > most) return no('TOO_MANY')
    return ok({ shown, certificate: checked.value, challenge: challenge.value })
  }

  function show({ write, at, post }: Work<PortalTables>, accepted: readonly Accepted[]): void {
    if (accepted.length === 0) return
    const shown = accepted.map(({ shown: { acquisition, replyKey }, certificate: { fingerprint } }) => ({
      ...{ acquisition, replyKey, fingerprint },
    }))
    write(insertAcquisitions(shown, at))
    for (const { shown, challenge } of accepted)
      post({
        name: 'present-card',
        to: registry,
        notAfter: at.getTime() + minuteMs,
        body: {
          acquisition: shown.acquisition,
          certificate: base64url.encode(shown.certificate),
          signature: base64url.encode(shown.signature),
          origin,
          challenge: base64url.encode(challenge),
        },
      })
  }

  return gather(
    (together: readonly CardShown[]) =>
      delivery.transact(async (work) => {
        // Both are sent at once: the counts cost no round trip of their own.
        const [challenges, before] = await Promise.all([
          takeChallenges(
            work,
            together.map(({ login }) => login),
          ),
          readKept(work.tx, { rule, who: together.flatMap(findFingerprint), at: work.at }),
        ])
        const counts = new Map(before)
        const judged = together.map((shown, i) => judge(shown, challenges[i] ?? no('LOGIN_CHALLENGE_UNKNOWN'), counts))
        const acts = [...counts].map(([who, count]) => [who, count - (before.get(who) ?? 0)] as const)
        writeKept(work.write, { rule, acts: new Map(acts.filter(([, added]) => added > 0)), at: work.at, windowMs })
        show(
          work,
          judged.flatMap((one) => (one.ok ? [one.value] : [])),
        )
        return judged.map((one) => (one.ok ? ok(one.value.certificate) : one))
      }),
    makeCompany(),
  )
}

function findFingerprint({ examined }: CardShown): readonly string[] {
  return examined.ok ? [examined.value.certificate.fingerprint] : []
}
