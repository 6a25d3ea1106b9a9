import type { AskingLog } from '../asking.ts'
import type { Citizen } from '../citizen.ts'
import type { NationOfProcesses } from '../nation-of-processes.ts'
import { targets } from '../nation-of-processes.ts'
import { politeManners } from '../processes/orders.ts'
import { settle } from '../settle.ts'
import { collect } from '../verdict/collect.ts'
import type { Complaint } from '../verdict/complaint.ts'
import { judge, judgeDigests } from '../verdict/judge.ts'
import { judgeCitizens } from '../verdict/judge-citizens.ts'
import type { Outcome } from './scenario.ts'

/** Nothing moves for so long only when it never will: the ladder's last pause and a sweep's lease fit in twice. */
const stillMsMax = 75_000

/** Quiet, until nothing is on its way; then the verdict on everything that was asked. */
export async function conclude(options: {
  name: string
  nation: NationOfProcesses
  log: AskingLog
  citizens: readonly Citizen[]
  figures?: Outcome['figures']
  complaints?: readonly Complaint[]
}): Promise<Outcome> {
  const { name, nation, log, citizens } = options
  for (const target of targets) await nation.revive(target)
  await nation.behave(politeManners)
  const settled = await settle(nation, stillMsMax)
  const collected = await collect(nation)
  const verdict = judge(collected, log)
  const folders = await judgeCitizens(citizens, collected, log)
  const complaints = [
    ...(options.complaints ?? []),
    ...verdict.complaints,
    ...judgeDigests(collected),
    ...folders.complaints,
    ...nation.crashes.map((what): Complaint => ({ code: 'ENDED', id: what.split(':')[0] ?? '', what })),
  ]
  const count = (code: Complaint['code']) => complaints.filter((one) => one.code === code).length
  return {
    name,
    isGood: complaints.length === 0,
    figures: {
      exchanges: verdict.exchanges,
      ...verdict.outcomes,
      lost: count('LOST'),
      doubled: count('DOUBLED'),
      misplaced: count('MISPLACED'),
      disagreeing: count('DISAGREE') + count('LEDGER') + count('CHAIN'),
      deadLetters: count('DEAD_LETTER'),
      endedByThemselves: count('ENDED'),
      openedByCitizens: folders.opened,
      settledWithinMs: settled.tookMs,
      turnedAway: [...log.refusals].map(([code, times]) => `${code} ${times}`).join(', ') || 'nobody',
      ...options.figures,
    },
    complaints: complaints.map(({ code, id, what }) => `${code} ${id}: ${what}`),
  }
}
