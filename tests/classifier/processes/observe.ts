import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../faults/dice.ts'
import type { NationOfProcesses } from '../../faults/nation-of-processes.ts'
import { politeManners } from '../../faults/processes/orders.ts'
import { callMe } from './call-me.ts'
import type { Holder } from './cast.ts'
import type { MailFolder } from './mail-folder.ts'
import type { Question, Seen } from './watch-question.ts'
import { askCity, look, watchEnding } from './watch-question.ts'

export type Leak = 'byte' | 'row' | 'late'
export type Scene = {
  readonly nation: NationOfProcesses
  readonly mails: MailFolder
  readonly holders: readonly Holder[]
  readonly dataFolder: string
  readonly dice: Dice
}

const slowMs = 300
/** One step more on the way of a protected person's question; more than what a busy machine differs by itself (150 were not found on one). */
const lateMs = 800
const looksWhileAway = 3
const betweenLooksMs = 400

/** One after the other, in an order that chance makes. */
export async function observeUp({ nation, mails, holders, dice }: Scene, round: number, leak?: Leak): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const holder of shuffle(holders, dice)) {
    const told = holder.label === 'protected' ? leak : undefined
    if (leak === 'late') await slowDown(nation, told === undefined ? 0 : lateMs)
    const question = await askCity(holder)
    if (told === 'row') await addRow(nation)
    const ending = await watchEnding(question, { mails, since: question.askedAt, more: told === 'byte' ? ' ' : '' })
    seen.push(seenBy(holder, round, ending))
  }
  if (leak === 'late') await slowDown(nation, 0)
  return seen
}

/** The city's messages take their time on the way. */
export async function observeSlow(scene: Scene, round: number): Promise<Seen[]> {
  await slowDown(scene.nation, slowMs)
  const seen = await observeUp(scene, round)
  await slowDown(scene.nation, 0)
  return seen
}

/** The city's program is killed; everybody asks; it is started again. */
export async function observeAway({ nation, mails, holders, dice }: Scene, round: number): Promise<Seen[]> {
  await nation.kill('mihon-shi')
  const asked: Question[] = []
  for (const holder of shuffle(holders, dice)) asked.push(await askCity(holder))
  for (let i = 0; i < looksWhileAway; i++) {
    await sleep(betweenLooksMs)
    for (const question of asked) await look(question, `look ${i + 1}`, question.location)
  }
  await nation.revive('mihon-shi')
  const since = Date.now()
  const endings = asked.map(async (question) =>
    seenBy(question.holder, round, await watchEnding(question, { mails, since })),
  )
  return Promise.all(endings)
}

/** From a shell. */
export async function observeShell({ nation, holders, dataFolder, dice }: Scene, round: number): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const holder of shuffle(holders, dice))
    seen.push(seenBy(holder, round, await callMe(holder, { portal: nation.portalOrigin, dataFolder })))
  return seen
}

function seenBy({ label, person }: Holder, round: number, ending: Pick<Seen, 'tokens' | 'times'>): Seen {
  return { label, person, round, ...ending }
}

function slowDown(nation: NationOfProcesses, ms: number): Promise<void> {
  return nation.behave({ ...politeManners, slowMs: ms === 0 ? {} : { 'mihon-shi': ms } })
}

/** A line more in what was done here, of whoever did something last. */
async function addRow(nation: NationOfProcesses): Promise<void> {
  await nation.query(
    'portal',
    `insert into activities (account, at, event, channel)
      select account, at, event, channel from activities order by activity desc limit 1`,
  )
}

function shuffle<T>(all: readonly T[], dice: Dice): T[] {
  return all
    .map((one) => ({ one, rank: dice.roll() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}
