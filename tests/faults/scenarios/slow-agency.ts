import { setTimeout as sleep } from 'node:timers/promises'
import type { Acknowledged } from '../asking.ts'
import { askOnce, makeAskingLog } from '../asking.ts'
import { planOf, questions } from '../cast.ts'
import { measureLatency } from '../latency.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import { politeManners } from '../processes/orders.ts'
import type { Complaint } from '../verdict/complaint.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/** One city is slow, then dead: whoever asks the others is served as before, and what waits for it completes when it is back. */
export const slowAgency = { name: 'slow-agency', title: 'a slow and then dead agency slows nobody else', run }

const away = 'aoba-shi'

async function run({ exchanges, dice, isLong, say }: Options): Promise<Outcome> {
  await using nation = await openNationOfProcesses({ people: 100, dice: dice.split() })
  const log = makeAskingLog()
  const perPhase = Math.max(30, Math.round(exchanges / 6))

  async function askAll(): Promise<{ others: Acknowledged[] }> {
    const from = log.acknowledged.length
    for (let asked = 0; asked < perPhase; ) {
      for (const question of questions) {
        if (question.inquirer === away) continue
        asked += await askOnce({ nation, log, dice, count: 3, question })
      }
      await sleep(20)
    }
    return { others: log.acknowledged.slice(from).filter(({ provider }) => provider !== away) }
  }

  async function waitForOthers(others: readonly Acknowledged[]) {
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
      const open = await Promise.all([
        measureLatency(nation, 'mihon-kenpo', others),
        measureLatency(nation, 'mihon-shi', others),
      ])
      if (open.every((one) => one.open === 0)) break
    }
    return measureLatency(nation, 'mihon-kenpo', others)
  }

  await askAll()
  const calm = await waitForOthers((await askAll()).others)
  const slowMs = isLong ? 8000 : 2000
  say(`one city answers after ${slowMs / 1000} seconds now`)
  await nation.behave({ ...politeManners, slowMs: { [planOf(away).party.id]: slowMs } })
  const slow = await waitForOthers((await askAll()).others)
  say('and now it is dead')
  await nation.kill(away)
  const dead = await waitForOthers((await askAll()).others)
  const waiting = await nation.query(
    'mihon-kenpo',
    'select 1 from inquiries where provider = $1 and outcome is null limit 1',
    [planOf(away).party.id],
  )
  const complaints: Complaint[] = [slow, dead].flatMap((phase, i): Complaint[] =>
    phase.open === 0
      ? []
      : [{ code: 'LOST', id: i === 0 ? 'slow' : 'dead', what: `${phase.open} others did not complete` }],
  )
  if (waiting.length === 0)
    complaints.push({ code: 'DISAGREE', id: away, what: 'nothing waits for it: this run has shown nothing' })
  return await conclude({
    name: 'slow-agency',
    nation,
    log,
    citizens: [],
    complaints,
    figures: {
      othersP95CalmMs: calm.p95Ms,
      othersP95SlowMs: slow.p95Ms,
      othersP95DeadMs: dead.p95Ms,
      slowToCalm: (slow.p95Ms / Math.max(1, calm.p95Ms)).toFixed(2),
      deadToCalm: (dead.p95Ms / Math.max(1, calm.p95Ms)).toFixed(2),
    },
  })
}
