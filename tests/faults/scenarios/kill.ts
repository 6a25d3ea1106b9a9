import { keepAsking, makeAskingLog } from '../asking.ts'
import { openCitizens } from '../citizens.ts'
import { startKiller } from '../killer.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import { hostileManners } from '../processes/orders.ts'
import { sayProgress } from '../progress.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/** Everything at once: processes and PostgreSQL are killed with -9 while the carrier does its worst. */
export const kill = { name: 'kill', title: 'kill -9 of everything at random, over a hostile carrier', run }

async function run({ exchanges, lastsMs, dice, isLong, say }: Options): Promise<Outcome> {
  await using nation = await openNationOfProcesses({ people: isLong ? 500 : 100, dice: dice.split() })
  const citizens = await openCitizens(nation, isLong ? 12 : 4, dice.split())
  const log = makeAskingLog()
  await nation.behave(hostileManners)
  const killer = startKiller({
    nation,
    dice: dice.split(),
    pauseMsMax: isLong ? 6000 : 4000,
    deadMsMax: isLong ? 4000 : 1500,
  })
  {
    using _progress = sayProgress({ log, exchanges, say, killer })
    await keepAsking({ nation, log, dice: dice.split(), citizens, exchanges, lastsMs })
  }
  await killer.stop()
  say(`asked; ${[...killer.kills.values()].reduce((a, b) => a + b, 0)} kills; waiting until everything is settled`)
  return await conclude({
    name: 'kill',
    nation,
    log,
    citizens,
    figures: { kills: [...killer.kills].map(([target, times]) => `${target} ${times}`).join(', ') },
  })
}
