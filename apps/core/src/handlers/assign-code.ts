import type { Handler } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import { hex, makeIds, minuteMs } from '@madoguchi/kit'
import type { DirectoryView, Received } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { LinkCodes } from '../link-codes.ts'
import { personIdSizeBytes } from '../link-codes.ts'
import type { Assigned } from '../mandates.ts'
import { insertAssigned } from '../mandates.ts'
import type { CoreTables } from '../tables.ts'

const codesLiveMs = 7 * 24 * 3600 * 1000

/** 符号の払出し: makes a party's link codes, and with a card that the registry verified, the portal's mandate. */
export function makeAssignCode(deps: {
  linkCodes: LinkCodes
  directory: DirectoryView
  random: Random
}): Handler<CoreTables, 'assign-code'> {
  const { linkCodes, directory, random } = deps
  return async (work, messages) => {
    const people = await findOrAddPeople(
      work.tx,
      messages.flatMap(({ body }) => body.items.map(({ subject }) => subject)),
      work.at,
      random,
    )
    const assigned: Assigned[] = []
    const codes = messages.map((message) => assign(message))
    if (assigned.length > 0) work.write(insertAssigned(assigned, work.at))
    return codes

    function assign({ body }: Received<'assign-code'>): string | undefined {
      const { party, items, mandateUntil } = body
      const receiver = directory.find(party)
      if (receiver === undefined || (mandateUntil !== undefined) !== (receiver.kind === 'portal'))
        return 'PARTY_UNKNOWN'
      const persons = items.map((item) => ({
        acquisition: item.acquisition,
        personId: people.get(item.subject) as Uint8Array,
      }))
      if (mandateUntil === undefined) {
        for (const { personId } of persons) assigned.push({ party, personId })
        work.post({
          name: 'code-assigned',
          to: party,
          body: {
            items: persons.map(({ acquisition, personId }) => ({
              acquisition,
              linkCode: linkCodes.encode(party, personId),
            })),
          },
          notAfter: work.at.getTime() + codesLiveMs,
        })
        return undefined
      }
      const mandates = makeIds('man', persons.length, random)
      for (const [i, { acquisition, personId }] of persons.entries()) {
        const mandate = mandates[i] as string
        assigned.push({ party, personId, mandate, until: new Date(mandateUntil) })
        work.post({
          name: 'mandate-granted',
          to: party,
          body: { acquisition, mandate, linkCode: linkCodes.encode(party, personId), expiresAt: mandateUntil },
          notAfter: work.at.getTime() + 5 * minuteMs,
        })
      }
      return undefined
    }
  }
}

async function findOrAddPeople(
  tx: Kysely<CoreTables>,
  subjects: readonly string[],
  at: Date,
  random: Random,
): Promise<Map<string, Uint8Array>> {
  const once = [...new Set(subjects)].sort()
  const known = await findPeople(tx, once)
  const missing = once.filter((subject) => !known.has(subject))
  if (missing.length === 0) return known
  const fresh = missing.map(() => hex.encode(random.bytes(personIdSizeBytes)))
  await sql`
    insert into people (person_id, subject, known_since)
    select decode(id, 'hex'), subject, ${at} from unnest(${fresh}::text[], ${missing}::text[]) as t (id, subject)
    on conflict (subject) do nothing`.execute(tx)
  return findPeople(tx, once)
}

async function findPeople(tx: Kysely<CoreTables>, subjects: readonly string[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await sql<{ subject: string; person_id: Uint8Array }>`
    select subject, person_id from people where subject = any(${subjects}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.subject, row.person_id]))
}
