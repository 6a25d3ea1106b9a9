import { minuteMs } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import { readDemoCards } from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import { callPortal, signLogIn } from '../citizen.ts'
import type { Entry } from '../entry.ts'
import { measureCommitMs } from '../limits.ts'
import { percentileOf } from '../percentile.ts'
import type { Scaled } from '../scale/open-scaled.ts'
import { recordsEach } from '../scale/open-scaled.ts'
import { nameCount } from '../scale/size.ts'

const rounds = 3
const callsARound = 100
const cardsUsed = 5

/** やりとり履歴 of one person, fetched afresh: portal, core, sealed answer, ledger check, JSON. One call after the other. */
export const history: Entry = {
  name: 'history',
  title: `the history of one person of ${recordsEach} records and more among the largest size's, p95, by the JSON API`,
  unit: 'ms',
  isHigherBetter: false,
  async run(stage) {
    const all = await stage.scaled()
    const measured = new Map<Scaled, number[][]>(all.map((scaled) => [scaled, []]))
    for (let round = 0; round < rounds; round++) {
      // Past the portal's own limit of histories an account.
      stage.advance(11 * minuteMs)
      for (const scaled of all) measured.get(scaled)?.push(await measureRound(scaled))
    }
    const largest = measured.get(all.at(-1) as Scaled) ?? []
    return {
      values: largest.map((times) => percentileOf(times, 0.95)),
      more: all.flatMap((scaled) => {
        const own = measured.get(scaled) ?? []
        const name = `history-${nameCount(scaled.size.records)}`
        return [
          { name: `${name}-p50`, values: own.map((times) => percentileOf(times, 0.5)) },
          { name: `${name}-p95`, values: own.map((times) => percentileOf(times, 0.95)) },
        ]
      }),
      limit: {
        what: 'one commit, ms',
        value: await measureCommitMs(all.at(-1)?.nation.databaseOf('core').runUrl ?? ''),
      },
    }
  },
}

async function measureRound({ nation }: Scaled): Promise<number[]> {
  const tokens: string[] = []
  for (const { name } of await readDemoCards(nation.folder)) {
    if (tokens.length === cardsUsed) break
    const token = await enter(nation, name)
    // A protected person's exchanges wait for an officer: nothing to see yet.
    if (countRecords(await readHistory(nation, token)) >= recordsEach) tokens.push(token)
  }
  const times: number[] = []
  for (let i = 0; i < callsARound; i++) {
    const started = performance.now()
    const history = await readHistory(nation, tokens[i % tokens.length] ?? '')
    times.push(performance.now() - started)
    const count = countRecords(history)
    if (count < recordsEach) throw new Error(`a history of ${count} records is not the one that was made`)
  }
  return times
}

async function enter(nation: Nation, card: string): Promise<string> {
  const body = await signLogIn(nation, card)
  const said = await callPortal(nation, { method: 'POST', path: '/api/v1/sessions', body })
  const { token, needsRegistration } = parseApiAnswer('SessionToken', said)
  if (needsRegistration)
    await callPortal(nation, { method: 'POST', path: '/api/v1/registration', body: { consent: true }, token })
  return token
}

function readHistory(nation: Nation, token: string): Promise<unknown> {
  return callPortal(nation, { method: 'GET', path: '/api/v1/history?fresh=1', token })
}

function countRecords(history: unknown): number {
  const { records, check } = parseApiAnswer('History', history)
  if (!check.isUnbroken) throw new Error('the chain of a history is broken')
  return records.length
}
