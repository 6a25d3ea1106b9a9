import { setTimeout as sleep } from 'node:timers/promises'
import { batchContentType, batchPath } from '@madoguchi/delivery'
import { makeId, systemRandom } from '@madoguchi/kit'
import { encodeBatch, readSigningKey, signBatch } from '@madoguchi/messages'
import pg from 'pg'
import { askOnce, makeAskingLog } from '../asking.ts'
import { agencyRoles, cast, questions } from '../cast.ts'
import type { NationOfProcesses } from '../nation-of-processes.ts'
import { openNationOfProcesses } from '../nation-of-processes.ts'
import type { Complaint } from '../verdict/complaint.ts'
import { conclude } from './conclude.ts'
import type { Options, Outcome } from './scenario.ts'

/**
 * The core cannot write for a while, and more comes than it may keep in memory: whoever brings more is told
 * DELIVERY_BUSY. What was asked meanwhile waits in the outboxes, and all of it is answered.
 */
export const fullOutbox = { name: 'full-outbox', title: 'too much at once is pushed back in clear words', run }

const batches = 24
const batchMessages = 250

async function run({ exchanges, dice, say }: Options): Promise<Outcome> {
  await using nation = await openNationOfProcesses({ people: 100, dice: dice.split() })
  const log = makeAskingLog()
  await using lock = await stopWriting(nation)
  say('the core cannot write')
  for (const until = Date.now() + 2000; Date.now() < until && log.acknowledged.length < exchanges; )
    await askOnce({ nation, log, dice, count: 10, question: dice.pick(questions) })
  const answers = await Promise.all(
    agencyRoles.flatMap((role) =>
      Array.from({ length: batches / agencyRoles.length }, () => press(nation, role, lock)),
    ),
  )
  const told = new Map<string, number>()
  for (const answer of answers) told.set(answer, (told.get(answer) ?? 0) + 1)
  const complaints: Complaint[] = told.has('503 DELIVERY_BUSY')
    ? []
    : [{ code: 'DISAGREE', id: 'core', what: 'nobody was told DELIVERY_BUSY' }]
  return await conclude({
    name: 'full-outbox',
    nation,
    log,
    citizens: [],
    complaints,
    figures: { toldByCore: [...told].map(([answer, times]) => `${answer} ${times}`).join(', ') },
  })
}

/** Holds the core's inbox, as a database in trouble does, until it is let go of. */
async function stopWriting(nation: NationOfProcesses): Promise<AsyncDisposable & { release(): Promise<void> }> {
  const url = new URL(nation.adminUrl())
  url.pathname = `/madoguchi_${cast.core.agency.id.replaceAll('-', '_')}`
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
    from: cast[role].agency.id,
    key: readSigningKey(nation.signingKeyOf(role)),
    random: systemRandom,
    drafts: Array.from({ length: batchMessages }, () => ({
      name: 'withdraw' as const,
      to: cast.core.agency.id,
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
  const first = await Promise.race([sent, sleep(4000)])
  if (first === undefined) await lock.release()
  const response = await sent
  if (response.status === 200) return '200 receipt'
  const { code } = (await response.json()) as { code: string }
  return `${response.status} ${code}`
}
