import { setTimeout as sleep } from 'node:timers/promises'
import type { Verdict } from '@madoguchi/kit'
import type { AgencyRole, Question } from './cast.ts'
import { planOf, questions, refOf } from './cast.ts'
import type { Citizen } from './citizen.ts'
import { PortalRefused } from './citizen.ts'
import type { Dice } from './dice.ts'
import type { NationOfProcesses } from './nation-of-processes.ts'
import { OrderFailed } from './processes/child.ts'

export type Acknowledged = {
  readonly exchange: string
  readonly inquirer: AgencyRole
  readonly provider: AgencyRole
  readonly person: number
  readonly askedAt: number
}

/** What those who ask have been told. Whatever was acknowledged must not be lost; what was not may be there or not. */
export type AskingLog = {
  readonly acknowledged: Acknowledged[]
  /** Request ids, with who asked. */
  readonly requests: { readonly request: string; readonly person: number }[]
  /** How often somebody was turned away, by code. */
  readonly refusals: Map<string, number>
}

export function makeAskingLog(): AskingLog {
  return { acknowledged: [], requests: [], refusals: new Map() }
}

/** A citizen's request for both types goes to three agencies. */
const exchangesOfRequest = 3
const citizensTypes = ['local-tax', 'medical-insurance'] as const

export function countAsked({ acknowledged, requests }: AskingLog): number {
  return acknowledged.length + exchangesOfRequest * requests.length
}

function noteRefusal(log: AskingLog, error: unknown): void {
  if (!(error instanceof OrderFailed || error instanceof PortalRefused)) throw error
  const code = error.code ?? 'INTERNAL'
  log.refusals.set(code, (log.refusals.get(code) ?? 0) + 1)
}

/** One officer's orders, as one transaction of the agency. Refusals are noted; gives how many were acknowledged. */
export async function askOnce(options: {
  nation: NationOfProcesses
  log: AskingLog
  dice: Dice
  count: number
  question: Question
}): Promise<number> {
  const { nation, log, dice, count, question } = options
  const { inquirer, provider, affair, type } = question
  const people = Array.from({ length: count }, () => dice.below(nation.people))
  const orders = people.map((person) => ({
    personRef: refOf(inquirer, person),
    provider: planOf(provider).party.id,
    affair,
    type,
  }))
  const askedAt = Date.now()
  try {
    const asked = await nation.tell<Verdict<string[], string>>(inquirer, { do: 'inquire', orders })
    if (!asked.ok) throw new OrderFailed('the agency said no', asked.code)
    for (const [i, exchange] of asked.value.entries())
      log.acknowledged.push({ exchange, inquirer, provider, person: people[i] as number, askedAt })
    return asked.value.length
  } catch (error) {
    noteRefusal(log, error)
    return 0
  }
}

/**
 * Agencies and citizens keep asking, evenly spread over `lastsMs` as far as the nation takes it, until `exchanges` have
 * been acknowledged.
 */
export async function keepAsking(options: {
  nation: NationOfProcesses
  log: AskingLog
  dice: Dice
  citizens: readonly Citizen[]
  exchanges: number
  lastsMs: number
}): Promise<void> {
  const { nation, log, dice, citizens, exchanges, lastsMs } = options
  const startedAt = Date.now()
  const before = countAsked(log)
  const asked = () => countAsked(log) - before
  const isDone = () => asked() >= exchanges
  const isAhead = () => asked() / exchanges > (Date.now() - startedAt) / lastsMs
  const together = Math.max(1, Math.min(20, Math.round(exchanges / 250)))

  async function askForOfficer(ownDice: Dice, asking: readonly Question[]): Promise<void> {
    while (!isDone()) {
      if (isAhead()) {
        await sleep(20)
        continue
      }
      const count = 1 + ownDice.below(together)
      const got = await askOnce({ nation, log, dice: ownDice, count, question: ownDice.pick(asking) })
      if (got === 0) await sleep(200)
    }
  }

  async function askForCitizen(citizen: Citizen): Promise<void> {
    let isIn = false
    while (!isDone()) {
      try {
        if (!isIn) await citizen.logIn()
        isIn = true
        log.requests.push({ request: await citizen.ask(citizensTypes), person: citizen.person })
        // No more than the portal lets an account ask: 30 requests in ten minutes.
        for (const until = Date.now() + 2000; Date.now() < until && !isDone(); ) await sleep(50)
      } catch (error) {
        noteRefusal(log, error)
        const code = error instanceof PortalRefused ? error.code : ''
        if (code.startsWith('SESSION')) isIn = false
        for (const until = Date.now() + (code === 'TOO_MANY' ? 5000 : 300); Date.now() < until && !isDone(); )
          await sleep(50)
      }
    }
  }

  await Promise.all([
    ...['mihon-kenpo', 'mihon-shi', 'aoba-shi'].map((role) =>
      askForOfficer(
        dice.split(),
        questions.filter(({ inquirer }) => inquirer === role),
      ),
    ),
    ...citizens.map(askForCitizen),
  ])
}
