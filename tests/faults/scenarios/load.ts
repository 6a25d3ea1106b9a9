import { setTimeout as sleep } from 'node:timers/promises'
import { askOnce, makeAskingLog } from '../asking.ts'
import { questions } from '../cast.ts'
import type { Dice } from '../dice.ts'
import { measureLatency } from '../latency.ts'
import type { NationOfProcesses } from '../nation-of-processes.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import { countUnsettled, settle } from '../settle.ts'
import type { Complaint } from '../verdict/complaint.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/** Five times what this machine sustains, for a while; then how long until it is as it was. */
export const load = { name: 'load', title: 'five times the sustained load, without loss, and back to normal', run }

const backWithinMs = 60_000
const times = 5
/** What an order that is answered late takes from the rate is made up for beforehand. */
const aim = 1.15 * times
const orderMax = 500

async function run({ exchanges, dice, isLong, say }: Options): Promise<Outcome> {
  await using nation = await openNationOfProcesses({ people: 300, dice: dice.split() })
  const log = makeAskingLog()
  const common = { nation, log, dice }
  const sample = async () => {
    const from = log.acknowledged.length
    for (let i = 0; i < 12; i++) {
      await askOnce({ ...common, count: 1, question: questions[i % 2] ?? dice.pick(questions) })
      await sleep(60)
    }
    await settle(nation, 30_000)
    return (await measureLatency(nation, 'mihon-kenpo', log.acknowledged.slice(from))).p95Ms
  }
  await sample()
  const calmP95Ms = await sample()
  const sustained = await measureSustained(common, isLong ? Math.round(exchanges / 8) : 80)
  say(`sustained: ${Math.round(sustained)} exchanges a second; now five times as many`)
  const burst = isLong ? exchanges : 250
  const startedAt = Date.now()
  const from = log.acknowledged.length
  let handedAt = startedAt
  const officers = questions.map((question, i) => ({ question, startsMs: i * 5 }))
  const lanes = officers.map(async ({ question, startsMs }) => {
    const own = Math.ceil(burst / officers.length)
    await sleep(startsMs)
    // What is due by now goes in one order: however slow an answer is, the next order makes up for it.
    for (let asked = 0; asked < own; ) {
      const due = Math.min(own, ((Date.now() - startedAt) / 1000) * ((aim * sustained) / officers.length))
      const count = Math.min(orderMax, Math.floor(due - asked))
      if (count === 0) {
        await sleep(5)
        continue
      }
      handedAt = Date.now()
      asked += await askOnce({ ...common, count, question })
    }
  })
  await Promise.all(lanes)
  // From the first order to when the last was handed over; how long that one took is the agency's part.
  const offered = (log.acknowledged.length - from) / ((handedAt - startedAt) / 1000)
  const endedAt = Date.now()
  const { open } = await countUnsettled(nation)
  await settle(nation, backWithinMs)
  const afterP95Ms = await sample()
  const backMs = Date.now() - endedAt
  const complaints: Complaint[] = []
  if (backMs > backWithinMs)
    complaints.push({ code: 'LOST', id: 'load', what: `not back to normal within ${backWithinMs} ms` })
  if (isLong && offered < times * sustained)
    complaints.push({ code: 'DISAGREE', id: 'load', what: `no more than ${Math.round(offered)} a second were offered` })
  return await conclude({
    name: 'load',
    nation,
    log,
    citizens: [],
    complaints,
    figures: {
      sustainedPerSecond: Math.round(sustained),
      offeredPerSecond: Math.round(offered),
      timesSustained: (offered / sustained).toFixed(1),
      backlogAtItsEnd: open,
      backToNormalMs: backMs,
      p95BeforeMs: calmP95Ms,
      p95AfterMs: afterP95Ms,
    },
  })
}

/** Asked and answered from the first to the last, with always enough on its way. */
async function measureSustained(
  common: { nation: NationOfProcesses; log: ReturnType<typeof makeAskingLog>; dice: Dice },
  count: number,
): Promise<number> {
  const startedAt = Date.now()
  for (let asked = 0; asked < count; ) {
    for (const question of questions) asked += await askOnce({ ...common, count: 16, question })
    while ((await countUnsettled(common.nation)).open > 200) await sleep(20)
  }
  const { tookMs } = await settle(common.nation, 60_000)
  return count / ((Date.now() - startedAt - Math.min(tookMs, 300)) / 1000)
}
