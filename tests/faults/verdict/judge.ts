import type { AskingLog } from '../asking.ts'
import type { AgencyRole } from '../cast.ts'
import { agencyRoles, markOf, planOf, roleOf } from '../cast.ts'
import type { Collected, Inquired, Kept, Provided } from './collect.ts'
import type { Complaint } from './complaint.ts'
import { judgeLedger } from './judge-ledger.ts'

export type Verdict = {
  readonly exchanges: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly complaints: readonly Complaint[]
}

/** Outcomes that only the provider can give. */
const givenByProvider = ['answered', 'no-data', 'non-disclosed', 'refused']

/** Whether the records of inquirer, core and provider tell one and the same story, with nothing missing and nothing twice. */
export function judge(collected: Collected, log: AskingLog): Verdict {
  const { inquired, kept, provided } = collected
  const complaints: Complaint[] = []
  const complain = (code: Complaint['code'], id: string, what: string) => complaints.push({ code, id, what })
  const keptBy = new Map(kept.map((one) => [one.exchange, one]))
  const providedBy = Map.groupBy(provided, ({ exchange }) => exchange)
  const inquiredBy = new Map(inquired.map((one) => [one.exchange, one]))

  for (const { exchange, inquirer, person } of log.acknowledged) {
    const found = inquiredBy.get(exchange)
    if (found === undefined) complain('LOST', exchange, `${inquirer} acknowledged it and does not know it`)
    else if (found.person !== person) complain('MISPLACED', exchange, 'it is not about the person that was meant')
  }
  for (const one of inquired) {
    const core = keptBy.get(one.exchange)
    if (one.outcome === null) complain('LOST', one.exchange, `${one.inquirer} has no outcome`)
    if (core === undefined) complain('LOST', one.exchange, `${one.inquirer} asked and the core does not know it`)
    else complaints.push(...compareSides(one, core, providedBy.get(one.exchange) ?? []))
  }
  for (const { exchange } of kept)
    if (!inquiredBy.has(exchange)) complain('DOUBLED', exchange, 'the core has an exchange that nobody asked')
  for (const { exchange, provider } of provided)
    if (!keptBy.has(exchange)) complain('DOUBLED', exchange, `${provider} provided what the core does not know`)
  complaints.push(...judgeLedger(collected), ...judgeCounts(collected))
  for (const { role, id, name, code } of collected.deadLetters)
    complain('DEAD_LETTER', id, `${role} could not deliver ${name}: ${code}`)
  for (const { role, id, name } of collected.waiting)
    complain('LOST', id, `${name} still waits in the outbox of ${role}`)
  const outcomes: Record<string, number> = {}
  for (const { outcome } of inquired) outcomes[outcome ?? 'open'] = (outcomes[outcome ?? 'open'] ?? 0) + 1
  return { exchanges: inquired.length, outcomes, complaints }
}

function compareSides(one: Inquired, core: Kept, provisions: readonly Provided[]): Complaint[] {
  const complaints: Complaint[] = []
  const complain = (code: Complaint['code'], what: string) => complaints.push({ code, id: one.exchange, what })
  for (const field of ['inquirer', 'provider', 'affair', 'type', 'askDigest', 'outcome'] as const)
    if (one[field] !== core[field]) complain('DISAGREE', `inquirer and core differ in ${field}`)
  const isGiven = givenByProvider.includes(core.outcome ?? '')
  if (provisions.length > 1) complain('DOUBLED', `provided ${provisions.length} times`)
  if (isGiven && provisions.length === 0) complain('LOST', 'no provider has a record of its answer')
  for (const provision of provisions) {
    for (const field of ['inquirer', 'provider', 'affair', 'type', 'basis', 'askDigest'] as const)
      if (provision[field] !== core[field]) complain('DISAGREE', `provider and core differ in ${field}`)
    if (isGiven && provision.outcome !== core.outcome) complain('DISAGREE', 'provider and core differ in the outcome')
  }
  const owed = one.person === undefined ? undefined : String(markOf(roleOf(one.provider) as AgencyRole, one.person))
  if (owed !== undefined && one.outcome === 'answered' && one.mark !== owed)
    complain('MISPLACED', 'the answer is about somebody else')
  return complaints
}

/**
 * Keys make a second row impossible; a second message is not. So each party must have taken in exactly as many messages
 * as there are exchanges that need one.
 */
function judgeCounts({ inquired, kept, provided, accepted }: Collected): Complaint[] {
  const expected: [string, number][] = [
    ['core whom', kept.length],
    ['core provide', kept.filter(({ outcome }) => givenByProvider.includes(outcome ?? '')).length],
  ]
  for (const role of [...agencyRoles, 'portal'] as const) {
    const { id } = planOf(role).party
    expected.push([`${role} closed`, inquired.filter((one) => one.inquirer === id && one.outcome !== null).length])
    expected.push([`${role} permit`, provided.filter((one) => one.provider === id).length])
  }
  return expected.flatMap(([name, count]): Complaint[] => {
    const found = accepted.get(name) ?? 0
    if (found === count) return []
    return [{ code: found > count ? 'DOUBLED' : 'LOST', id: name, what: `${found} messages for ${count} exchanges` }]
  })
}

/** The sealed answers that the portal keeps are those whose digests the core wrote into the ledger. */
export function judgeDigests({ inquired, ledger }: Collected): Complaint[] {
  const closed = new Map(ledger.filter(({ kind }) => kind === 'closed').map((row) => [row.exchange, row]))
  return inquired.flatMap((one): Complaint[] => {
    if (one.answerDigest === undefined || one.answerDigest === null) return []
    const { answerDigest } = JSON.parse(closed.get(one.exchange)?.record ?? '{}') as { answerDigest?: string }
    if (answerDigest === one.answerDigest) return []
    return [{ code: 'DISAGREE', id: one.exchange, what: 'the kept answer is not the one in the ledger' }]
  })
}
