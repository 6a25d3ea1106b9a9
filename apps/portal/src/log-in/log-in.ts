import assert from 'node:assert/strict'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { makeId } from '@madoguchi/kit'
import type { World } from '../shell/world.ts'
import { awaitMandate } from './acquisition.ts'
import { examineCertificate } from './check-log-in.ts'
import type { LoggedIn, LogInCode, WaitingLogIn } from './waiting-log-ins.ts'

/**
 * The whole of a log-in, for browsers and for API clients: challenge, signature, certificate, revocation, the
 * registry's own word, account and vault, session. `wrappingKey` is wiped.
 */
export async function logIn(
  world: World,
  options: {
    login: string
    certificate: Bytes
    signature: Bytes
    wrappingKey: Bytes
    channel: 'page' | 'api'
    holder?: string | undefined
  },
): Promise<Verdict<LoggedIn, LogInCode>> {
  const { deps, checkRevocation, waitingLogIns, replyKey } = world
  const { login, certificate, signature, wrappingKey, channel, holder } = options
  const acquisition = makeId('acq', deps.random)
  let waiting: WaitingLogIn | undefined
  try {
    const examined = await examineCertificate({
      certificate,
      anchors: deps.trust.anchors,
      checkRevocation,
      clock: deps.clock,
    })
    if (examined.ok) {
      const { certificate: parsed } = examined.value
      waiting = { certificate: parsed, wrappingKey, channel, holder, isOver: false, outcome: undefined }
      // Before the card is shown: its mandate may come at once.
      waitingLogIns.set(acquisition, waiting)
    }
    const shown = await world.showCard({
      ...{ acquisition, replyKey: replyKey.publicKey },
      ...{ login, certificate, signature, examined },
    })
    if (!shown.ok) return shown
    assert(waiting !== undefined, 'a card that was shown had a certificate')
    const done = await awaitMandate(world, acquisition, waiting)
    if (done.ok) deps.log.info('LOGGED_IN', { account: done.value.account, channel })
    return done
  } finally {
    waitingLogIns.delete(acquisition)
    if (waiting !== undefined) waiting.isOver = true
    wrappingKey.fill(0)
  }
}
