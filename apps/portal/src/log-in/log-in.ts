import assert from 'node:assert/strict'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { makeId } from '@madoguchi/kit'
import type { TrustAnchor } from '@madoguchi/pki'
import type { Ground } from '../shell/ground.ts'
import type { AwaitMandate } from './acquisition.ts'
import { examineCertificate } from './check-log-in.ts'
import type { RevocationCheck } from './revocation-check.ts'
import type { ShowCard } from './show-cards.ts'
import type { LoggedIn, LogInCode, WaitingLogIn, WaitingLogIns } from './waiting-log-ins.ts'

/** What a card and its holder's program brought. */
export type ToLogIn = {
  readonly login: string
  readonly certificate: Bytes
  readonly signature: Bytes
  readonly wrappingKey: Bytes
  readonly channel: 'page' | 'api'
  readonly holder?: string | undefined
}

export type LogIn = (given: ToLogIn) => Promise<Verdict<LoggedIn, LogInCode>>

/** `replyKey`: the public half of that to which other copies of the program seal their mandates. */
type Registry = {
  readonly waitingLogIns: WaitingLogIns
  readonly replyKey: string
  readonly showCard: ShowCard
  readonly awaitMandate: AwaitMandate
}

/**
 * The whole of a log-in, for browsers and for API clients: challenge, signature, certificate, revocation, the
 * registry's own word, account and vault, session. `wrappingKey` is wiped.
 */
export function makeLogIn(
  { clock, random, log }: Pick<Ground, 'clock' | 'random' | 'log'>,
  { anchors, checkRevocation }: { anchors: readonly TrustAnchor[]; checkRevocation: RevocationCheck },
  { waitingLogIns, replyKey, showCard, awaitMandate }: Registry,
): LogIn {
  return async ({ login, certificate, signature, wrappingKey, channel, holder }) => {
    const acquisition = makeId('acq', random)
    let waiting: WaitingLogIn | undefined
    try {
      const examined = await examineCertificate({ certificate, anchors, checkRevocation, clock })
      if (examined.ok) {
        const { certificate: parsed } = examined.value
        waiting = { certificate: parsed, wrappingKey, channel, holder, isOver: false, outcome: undefined }
        // Before the card is shown: its mandate may come at once.
        waitingLogIns.set(acquisition, waiting)
      }
      const shown = await showCard({ acquisition, replyKey, login, certificate, signature, examined })
      if (!shown.ok) return shown
      assert(waiting !== undefined, 'a card that was shown had a certificate')
      const done = await awaitMandate(acquisition, waiting)
      if (done.ok) log.info('LOGGED_IN', { account: done.value.account, channel })
      return done
    } finally {
      waitingLogIns.delete(acquisition)
      if (waiting !== undefined) waiting.isOver = true
      wrappingKey.fill(0)
    }
  }
}
