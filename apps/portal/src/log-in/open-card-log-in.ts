import type { TrustAnchor } from '@madoguchi/pki'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import { makeAwaitMandate } from './acquisition.ts'
import { type LogIn, makeLogIn } from './log-in.ts'
import { makeReplyKey } from './reply-key.ts'
import type { RevocationCheck } from './revocation-check.ts'
import { makeShowCards } from './show-cards.ts'
import type { WaitingLogIns } from './waiting-log-ins.ts'

/** Log-ins of this process, and those of them whose mandate is on its way. */
type CardLogIn = { readonly logIn: LogIn; readonly waitingLogIns: WaitingLogIns }

export async function openCardLogIn(
  ground: Ground,
  network: Network,
  means: {
    origin: string
    limits: Pick<Counts, 'tell'>
    anchors: readonly TrustAnchor[]
    checkRevocation: RevocationCheck
  },
): Promise<CardLogIn> {
  const { origin, limits, anchors, checkRevocation } = means
  const waitingLogIns: WaitingLogIns = new Map()
  const replyKey = await makeReplyKey(ground.random)
  const registry = {
    waitingLogIns,
    replyKey: replyKey.publicKey,
    showCard: makeShowCards(network, { origin, limits }),
    awaitMandate: makeAwaitMandate(ground, network, replyKey),
  }
  return { logIn: makeLogIn(ground, { anchors, checkRevocation }, registry), waitingLogIns }
}
