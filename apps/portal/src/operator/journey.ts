import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { LetterFate } from '../shell/letter-fate.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import type { NoticeBoard } from '../shell/notice.ts'
import type { ProxyWatch } from '../shell/watch-proxies.ts'
import type { WatchedTransport } from '../shell/watch-transport.ts'
import { makeNameParty } from './desk.ts'
import { addDeskActions } from './desk-actions.ts'
import { addDeskLetters } from './desk-letters.ts'
import { addDeskNotices } from './desk-notices.ts'
import { addDeskOverview, type Overview } from './desk-overview.ts'
import { operatorLimits } from './limits.ts'
import { makeNoticeBoard } from './notice-board.ts'
import { addDeskLogIn, type DeskSettings, makeOperatorApp } from './operator-app.ts'
import { countAll, listHealth, listQueues, type Told } from './overview.ts'

/** The operator's page, for a listener of its own: queues, dead letters, agencies' health, and notices to citizens. */
export const operator: Journey = { name: 'operator', limits: operatorLimits, tables: ['notices', 'operator_actions'] }

type OperatorGiven = {
  /** Without a desk there are notices that were made before, and no page. `proxyHops`: how many proxies of ours there should be. */
  readonly settings: {
    readonly desk: DeskSettings | undefined
    readonly proxyHops: number
  }
  readonly limits: Pick<Counts, 'mayPass'>
  readonly findReached: WatchedTransport['find']
  readonly findProxyTrouble: ProxyWatch['find']
  /** What journeys do when the operator decides about a dead letter. */
  readonly fates: () => readonly LetterFate[]
  /** Sends what is due. */
  readonly sweep: () => Promise<unknown>
}

export function openOperator(
  ground: Ground,
  network: Pick<Network, 'directory' | 'core' | 'registry'>,
  { settings, limits, findReached, findProxyTrouble, fates, sweep }: OperatorGiven,
  told: Told,
): OpenJourney & { readonly notices: NoticeBoard } {
  const { db, clock, random } = ground
  const { desk, proxyHops: hops } = settings
  const { core, registry } = network
  const board = makeNoticeBoard(ground)
  async function loadOverview(): Promise<Overview> {
    const [counts, queues, health] = await Promise.all([
      countAll(ground, told),
      listQueues(ground),
      listHealth(ground, { core, registry, findReached }, told),
    ])
    return { counts, queues, health, proxies: { trouble: findProxyTrouble(), hops } }
  }
  return {
    notices: board,
    async desk(given) {
      if (desk === undefined) return undefined
      const nameParty = makeNameParty(network)
      return makeOperatorApp(ground, desk, {
        ...given,
        addPages(one) {
          addDeskLogIn(one, ground, limits)
          addDeskOverview(one, loadOverview, nameParty)
          addDeskLetters(one, { db, clock, fates, sweep }, nameParty)
          addDeskActions(one, ground)
          addDeskNotices(one, { db, clock, random, board })
        },
      })
    },
  }
}
