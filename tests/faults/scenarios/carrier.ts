import { keepAsking, makeAskingLog } from '../asking.ts'
import { openCitizens } from '../citizens.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import { hostileManners } from '../processes/orders.ts'
import { sayProgress } from '../progress.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/** The carrier alone does its worst, to every batch and every receipt. */
export const carrier = {
  name: 'carrier',
  title: 'delayed, doubled, reordered, cut off, spoilt and mixed up on the way',
  run,
}

async function run({ exchanges, lastsMs, dice, isLong, say }: Options): Promise<Outcome> {
  await using nation = await openNationOfProcesses({ people: isLong ? 500 : 100, dice: dice.split() })
  const citizens = await openCitizens(nation, isLong ? 8 : 2, dice.split())
  const log = makeAskingLog()
  await nation.behave({ ...hostileManners, delay: 0.4, double: 0.3, reorder: 0.4, cut: 0.2, swap: 0.2 })
  {
    using _progress = sayProgress({ log, exchanges, say })
    await keepAsking({ nation, log, dice: dice.split(), citizens, exchanges, lastsMs })
  }
  const carried = await nation.countCarried()
  return await conclude({
    name: 'carrier',
    nation,
    log,
    citizens,
    figures: { carried: Object.entries(carried).flat().join(' ') },
  })
}
