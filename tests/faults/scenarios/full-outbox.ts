import { setTimeout as sleep } from 'node:timers/promises'
import { batchContentType, batchPath } from '@madoguchi/delivery'
import { makeId, systemRandom } from '@madoguchi/kit'
import { encodeBatch, readSigningKey, signBatch } from '@madoguchi/messages'
import pg from 'pg'
import { askOnce, makeAskingLog } from '../asking.ts'
import type { Question } from '../cast.ts'
import { agencyRoles, planOf, questions } from '../cast.ts'
import type { NationOfProcesses } from '../nation-of-processes.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import { settle } from '../settle.ts'
import type { Complaint } from '../verdict/complaint.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/**
 * The core cannot write for a while, and more comes than it may keep in memory: whoever brings more is told
 * DELIVERY_BUSY, and who asks more than may wait in an outbox DELIVERY_BACKLOG_FULL. Then a city is dead for long, until
 * whoever asks it is told the same, and only they. What was acknowledged is all answered in the end.
 */
export const fullOutbox = { name: 'full-outbox', title: 'too much at once is pushed back in clear words', run }

const batches = 24
const batchMessages = 250
const full = 'DELIVERY_BACKLOG_FULL'
const dead = 'aoba-shi'

async function run({ exchanges, dice, say }: Options): Promise<Outcome> {
  const waitingMax = Math.max(20, Math.round(exchanges / 6))
  await using nation = await openNationOfProcesses({ people: 100, dice: dice.split(), waitingMax })
  const log = makeAskingLog()
  const complaints: Complaint[] = []
  const complain = (id: string, what: string) => complaints.push({ code: 'DISAGREE', id, what })
  const ask = (asked: readonly Question[]) => askOnce({ nation, log, dice, count: 5, question: dice.pick(asked) })

  /** Asks until somebody is told that too much waits. Gives how many exchanges were taken before that. */
  async function askUntilTold(asked: readonly Question[]): Promise<number> {
    const [from, before] = [log.acknowledged.length, log.refusals.get(full)]
    for (const until = Date.now() + 60_000; Date.now() < until && log.refusals.get(full) === before; ) await ask(asked)
    if (log.refusals.get(full) === before) complain(asked[0]?.provider ?? '', `nobody was told ${full}`)
    return log.acknowledged.length - from
  }

  /** Within ten seconds: with so small a bound, what the core has just taken may fill the asker's outbox for a moment. */
  async function isServed(asked: readonly Question[]): Promise<boolean> {
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(100))
      if ((await ask(asked)) > 0) return true
    return false
  }

  await using lock = await stopWriting(nation)
  say('the core cannot write')
  const takenWithoutCore = await askUntilTold(questions)
  const answers = await Promise.all(
    agencyRoles.flatMap((role) =>
      Array.from({ length: batches / agencyRoles.length }, () => press(nation, role, lock)),
    ),
  )
  const told = new Map<string, number>()
  for (const answer of answers) told.set(answer, (told.get(answer) ?? 0) + 1)
  if (!told.has('503 DELIVERY_BUSY')) complain('core', 'nobody was told DELIVERY_BUSY')
  await settle(nation, 30_000)
  await nation.kill(dead)
  say('the core writes again, and a city is dead')
  const takenForDead = await askUntilTold(questions.filter(({ provider }) => provider === dead))
  const others = questions.filter(({ provider, inquirer }) => provider !== dead && inquirer !== dead)
  if (!(await isServed(others))) complain('others', 'whoever asks somebody else is turned away, too')
  return await conclude({
    name: 'full-outbox',
    nation,
    log,
    citizens: [],
    complaints,
    figures: {
      waitingMax,
      takenWithoutCore,
      takenForDead,
      toldByCore: [...told].map(([answer, times]) => `${answer} ${times}`).join(', '),
    },
  })
}

/** Holds the core's inbox, as a database in trouble does, until it is let go of. */
async function stopWriting(nation: NationOfProcesses): Promise<AsyncDisposable & { release(): Promise<void> }> {
  const url = new URL(nation.adminUrl())
  url.pathname = `/madoguchi_${planOf('core').party.id.replaceAll('-', '_')}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('begin; lock table inbox in access exclusive mode')
  let released: Promise<void> | undefined
  const release = () => {
    released ??= client.end()
    return released
  }
  return { release, [Symbol.asyncDispose]: release }
}

/** A large batch from a party whose lanes would bring it bit by bit: withdrawals of exchanges that nobody knows. */
async function press(
  nation: NationOfProcesses,
  role: (typeof agencyRoles)[number],
  lock: { release(): Promise<void> },
): Promise<string> {
  const notAfter = Date.now() + 3_600_000
  const signed = signBatch({
    from: planOf(role).party.id,
    key: readSigningKey(nation.signingKeyOf(role)),
    random: systemRandom,
    drafts: Array.from({ length: batchMessages }, () => ({
      name: 'withdraw' as const,
      to: planOf('core').party.id,
      body: { exchange: makeId('exc') },
      notAfter,
    })),
  })
  const sent = fetch(new URL(batchPath, nation.addressOf('core')), {
    method: 'POST',
    headers: { 'content-type': batchContentType },
    body: new Uint8Array(encodeBatch(signed.map(({ bytes }) => bytes))),
  })
  // Whoever is refused hears it at once; the others hear of it when the core can write again.
  const first = await Promise.race([sent, sleep(1500)])
  if (first === undefined) await lock.release()
  const response = await sent
  if (response.status === 200) return '200 receipt'
  const { code } = (await response.json()) as { code: string }
  return `${response.status} ${code}`
}
