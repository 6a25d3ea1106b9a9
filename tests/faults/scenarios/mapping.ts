import { keepAsking, makeAskingLog } from '../asking.ts'
import { openCitizens } from '../citizens.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import { politeManners } from '../processes/orders.ts'
import { sayProgress } from '../progress.ts'
import { settle } from '../settle.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/** As much as a receiver and a lane keep in memory, and no more: the rest would only come again and again. */
const portion = 4000

/** Random mapping: many people, asked about in random order, and every answer is about the one it was asked for. */
export const mapping = { name: 'mapping', title: 'answers about many people, none in another’s folder', run }

async function run({ exchanges, dice, isLong, say }: Options): Promise<Outcome> {
  await using nation = await openNationOfProcesses({ people: isLong ? 2000 : 300, dice: dice.split() })
  const citizens = await openCitizens(nation, isLong ? 12 : 3, dice.split())
  const log = makeAskingLog()
  await nation.behave({ ...politeManners, reorder: 0.5, double: 0.05, delay: 0.1, delayMsMax: 20 })
  const startedAt = Date.now()
  {
    using _progress = sayProgress({ log, exchanges, say })
    // As fast as it goes, a portion after the other: what is asked faster than it is answered only piles up.
    for (let left = exchanges; left > 0; left -= portion) {
      await keepAsking({ nation, log, dice: dice.split(), citizens, exchanges: Math.min(left, portion), lastsMs: 1 })
      await settle(nation, 60_000)
    }
  }
  return await conclude({
    name: 'mapping',
    nation,
    log,
    citizens,
    figures: { people: nation.people, answeredPerSecond: Math.round(exchanges / ((Date.now() - startedAt) / 1000)) },
  })
}
