import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InquiryOrder } from '@madoguchi/agency'
import { readOwnerUrl } from '@madoguchi/db/testing'
import type { Nation } from '@madoguchi/nation'
import { startNation } from '@madoguchi/nation'
import { makeLog } from '@madoguchi/server'
import pg from 'pg'
import { benchOrigin } from '../origin.ts'
import { listClosed } from '../separate/list-closed.ts'
import type { Loops } from '../separate/loops.ts'
import { makeLoops } from '../separate/loops.ts'
import { fillCity, fillInsurer } from './fill-agencies.ts'
import { fillCore } from './fill-core.ts'
import { fillPortal } from './fill-portal.ts'
import type { Size } from './size.ts'
import { nameCount } from './size.ts'

export type Scaled = AsyncDisposable & {
  readonly size: Size
  readonly nation: Nation
  /** The city asks, and hears when its answers are committed. */
  readonly loops: Loops
  /** The city's references of people about whom the insurer has an answer. */
  readonly answerable: readonly string[]
  /** The database server's process. */
  readonly postmaster: number
}

const realResidentsMax = 4_000
/** Each holder of a demo card has so many records at least. */
export const recordsEach = 60

/** A nation of its own whose databases are filled up to a size. Those who are asked about are real to all parties. */
export async function openScaled(options: { size: Size; dataFolder: string; clock: { now(): Date } }): Promise<Scaled> {
  const { size, dataFolder, clock } = options
  await using stack = new AsyncDisposableStack()
  const nation = stack.use(
    await startNation({
      dataFolder,
      origin: benchOrigin,
      residents: Math.min(size.residents, realResidentsMax),
      log: makeLog({ level: 'silent', name: 'bench' }),
      clock,
    }),
  )
  const answerable = await askAboutAll(nation)
  await fillHistories(nation)
  const fills = [
    ['core', nation.databaseOf('core'), fillCore],
    ['city', nation.databaseOf('mihon-shi'), fillCity],
    ['insurer', nation.databaseOf('mihon-kenpo'), fillInsurer],
    ['portal', nation.databaseOf('portal'), fillPortal],
  ] as const
  for (const [name, { runUrl }, fill] of fills) {
    const started = performance.now()
    await fillOne(await readOwnerUrl({ dataFolder: nation.folder.postgres, runUrl }), size, fill)
    const seconds = Math.round((performance.now() - started) / 1000)
    process.stderr.write(`  ${nameCount(size.records)} records: ${name} filled in ${seconds} s\n`)
  }
  const loops = makeLoops(nation.agencyOf('mihon-shi'))
  const { receive } = nation.agencyOf('mihon-shi').delivery
  nation.network.connect('mihon-shi', async (batch) => {
    const receipt = await receive(batch)
    loops.noteClosed(listClosed(batch))
    return receipt
  })
  const pidFile = await readFile(join(nation.folder.postgres, 'cluster', 'postmaster.pid'), 'utf8')
  const owned = stack.move()
  return {
    size,
    nation,
    loops,
    answerable,
    postmaster: Number(pidFile.split('\n')[0]),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** One question about everybody whom the city knows: some have no insurer here. */
async function askAboutAll(nation: Nation): Promise<string[]> {
  const mihonShi = nation.agencyOf('mihon-shi')
  const people = await mihonShi.database
    .selectFrom('people')
    .select('person_ref')
    .where('link_code', 'is not', null)
    .execute()
  for (let i = 0; i < people.length; i += 64) {
    const orders = people.slice(i, i + 64).map(
      ({ person_ref }): InquiryOrder => ({
        personRef: person_ref,
        provider: 'mihon-kenpo',
        affair: 'national-health-insurance',
        type: 'medical-insurance',
      }),
    )
    const asked = await mihonShi.inquire(orders)
    if (!asked.ok) throw new Error(`the first questions could not be asked: ${asked.code}`)
  }
  await nation.settle()
  const answered = await mihonShi.database
    .selectFrom('inquiries')
    .select('person_ref')
    .distinct()
    .where('outcome', '=', 'answered')
    .execute()
  return answered.map(({ person_ref }) => person_ref)
}

/** The insurer asks about everybody with a card, again and again: their histories get their length. */
async function fillHistories(nation: Nation): Promise<void> {
  const codes = nation.residents.flatMap(({ cardName, residentCode }) => (cardName === undefined ? [] : [residentCode]))
  const holders = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('people')
    .select('person_ref')
    .where('resident_code', 'in', codes)
    .where('link_code', 'is not', null)
    .execute()
  const orders = holders.map(
    ({ person_ref }): InquiryOrder => ({
      personRef: person_ref,
      provider: 'mihon-shi',
      affair: 'health-insurance-benefit',
      type: 'local-tax',
    }),
  )
  for (let i = 0; i < recordsEach; i++) {
    const asked = await nation.agencyOf('mihon-kenpo').inquire(orders)
    if (!asked.ok) throw new Error(`the histories could not be made: ${asked.code}`)
  }
  await nation.settle()
}

async function fillOne(
  url: string,
  size: Size,
  fill: (client: pg.ClientBase, size: Size) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'")
    await fill(client, size)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
