import { join } from 'node:path'
import { dayMs, japaneseDay } from '@madoguchi/kit'
import { refOf } from '../../faults/cast.ts'
import type { Dice } from '../../faults/dice.ts'
import { openNationOfProcesses } from '../../faults/nation-of-processes.ts'
import type { Holder } from './cast.ts'
import { countPeople, labelOf, openHolder, population } from './cast.ts'
import type { Judged } from './judge.ts'
import { judge } from './judge.ts'
import { openMailFolder } from './mail-folder.ts'
import type { Leak, Scene } from './observe.ts'
import { observeAway, observeShell, observeSlow, observeUp } from './observe.ts'
import type { Seen } from './watch-question.ts'

const protectedForMs = 300 * dayMs
const leaks: Readonly<Record<Leak, 'tokens' | 'times'>> = { byte: 'tokens', row: 'tokens', late: 'times' }

/** The whole play; each way of watching is judged as soon as it is over. */
export async function runClassifier(options: {
  perLabel: number
  rounds: number
  dice: Dice
  dataFolder: string
  onProgress(line: string): void
  onJudged(judged: Judged): void
}): Promise<void> {
  const { perLabel, rounds, dice, dataFolder, onProgress, onJudged } = options
  const mails = await openMailFolder(join(dataFolder, 'mail'))
  const people = countPeople(perLabel)
  onProgress('starting six parties, a carrier and PostgreSQL')
  await using nation = await openNationOfProcesses({
    ...{ people, dice, population, isPortalDirect: true, mailFolder: mails.path },
  })
  const holders: Holder[] = []
  for (let person = 0; person < people; person++) {
    const label = labelOf(person)
    if (label === undefined) continue
    if (label === 'protected')
      await nation.tell('mihon-shi', {
        ...{ do: 'protect', personRef: refOf('mihon-shi', person) },
        until: japaneseDay(new Date(Date.now() + protectedForMs)),
      })
    holders.push(await openHolder({ nation, mails, dataFolder }, person))
  }
  const scene: Scene = { nation, mails, holders, dataFolder, dice }
  onProgress(`${holders.length} people hold a card`)

  async function play(name: string, count: number, observe: (round: number) => Promise<Seen[]>, leak?: Leak) {
    const seen: Seen[] = []
    for (let round = 0; round < count; round++) {
      seen.push(...(await observe(round)))
      onProgress(`${name}: ${round + 1} of ${count} rounds, ${seen.length} questions`)
    }
    onJudged(judge(name, seen, { dice, planted: leak === undefined ? undefined : leaks[leak] }))
  }

  // The first question of an account looks like no later one: welcomes go away.
  await observeUp(scene, 0)
  const half = Math.max(1, Math.ceil(rounds / 2))
  await play('up', rounds, (round) => observeUp(scene, round))
  await play('slow', half, (round) => observeSlow(scene, round))
  await play('away', half, (round) => observeAway(scene, round))
  await play('command line', 1, (round) => observeShell(scene, round))
  // Told from one other kind only: nothing that is planted tells the two others apart.
  const fewer = { ...scene, holders: holders.filter(({ label }) => label !== 'no-data') }
  for (const leak of ['byte', 'row', 'late'] as const)
    await play(`planted ${leak}`, 2, (round) => observeUp(fewer, round, leak), leak)
}
