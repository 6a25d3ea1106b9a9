import { setTimeout as sleep } from 'node:timers/promises'
import type { AskingLog } from '../asking.ts'
import type { AgencyRole } from '../cast.ts'
import { markOf, readMark, roleOf } from '../cast.ts'
import type { Citizen } from '../citizen.ts'
import { PortalRefused } from '../citizen.ts'
import type { Collected } from './collect.ts'
import type { Complaint } from './complaint.ts'

/** Every citizen logs in once more and opens everything: all of it is there, and all of it is about them. */
export async function judgeCitizens(
  citizens: readonly Citizen[],
  { inquired }: Collected,
  log: AskingLog,
): Promise<{ opened: number; complaints: Complaint[] }> {
  const complaints: Complaint[] = []
  const opened = new Set<string>()
  for (const citizen of citizens) {
    const refusal = await tryToLogIn(citizen)
    if (refusal !== undefined) {
      complaints.push({ code: 'LOST', id: `person ${citizen.person}`, what: `cannot log in any more: ${refusal}` })
      continue
    }
    const requests = await citizen.listRequests()
    for (const { request, person } of log.requests)
      if (person === citizen.person && !requests.includes(request))
        complaints.push({ code: 'LOST', id: request, what: 'the portal acknowledged it and does not know it' })
    for (const request of requests) {
      for (const { exchange, provider, datum } of await citizen.readAnswers(request)) {
        opened.add(exchange)
        if (String(readMark(datum)) !== String(markOf(roleOf(provider) as AgencyRole, citizen.person)))
          complaints.push({ code: 'MISPLACED', id: exchange, what: 'an answer in a citizen’s folder is not theirs' })
      }
    }
  }
  for (const { exchange, answerDigest } of inquired)
    if (answerDigest !== undefined && answerDigest !== null && !opened.has(exchange))
      complaints.push({ code: 'LOST', id: exchange, what: 'the citizen cannot open the answer that came' })
  return { opened: opened.size, complaints }
}

/** A log-in takes the registry's and the core's word; what is said to be a passing trouble is tried again. */
async function tryToLogIn(citizen: Citizen): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      await citizen.logIn()
      return undefined
    } catch (error) {
      if (!(error instanceof PortalRefused)) throw error
      if (tries === 5) return error.code
      await sleep(1000)
    }
  }
}
