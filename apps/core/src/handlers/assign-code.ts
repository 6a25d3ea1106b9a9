import type { Handler } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import { hex, makeId, minuteMs } from '@madoguchi/kit'
import type { DirectoryView, Received } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { LinkCodes } from '../link-codes.ts'
import { personIdSizeBytes } from '../link-codes.ts'
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
    const codes: (string | undefined)[] = []
    for (const message of messages) codes.push(await assign(message))
    return codes

    async function assign({ body }: Received<'assign-code'>): Promise<string | undefined> {
      const { party, items, mandateUntil } = body
      const receiver = directory.find(party)
      if (receiver === undefined || (mandateUntil !== undefined) !== (receiver.kind === 'portal'))
        return 'PARTY_UNKNOWN'
      const persons = items.map((item) => ({
        acquisition: item.acquisition,
        personId: people.get(item.subject) as Uint8Array,
      }))
      await noteAssigned(
        work.tx,
        party,
        persons.map(({ personId }) => personId),
        work.at,
      )
      if (mandateUntil === undefined) {
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
      for (const { acquisition, personId } of persons) {
        const mandate = makeId('man', random)
        await work.tx
          .insertInto('mandates')
          .values({
            mandate_id: mandate,
            party,
            person_id: personId,
            granted_at: work.at,
            expires_at: new Date(mandateUntil),
            ended_at: null,
          })
          .execute()
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
  const fresh = once.map(() => hex.encode(random.bytes(personIdSizeBytes)))
  await sql`
    insert into people (person_id, subject, known_since)
    select decode(id, 'hex'), subject, ${at} from unnest(${fresh}::text[], ${once}::text[]) as t (id, subject)
    on conflict (subject) do nothing`.execute(tx)
  const rows = await tx.selectFrom('people').select(['subject', 'person_id']).where('subject', 'in', once).execute()
  return new Map(rows.map((row) => [row.subject, row.person_id]))
}

async function noteAssigned(
  tx: Kysely<CoreTables>,
  party: string,
  people: readonly Uint8Array[],
  at: Date,
): Promise<void> {
  await sql`
    insert into assigned_codes (party, person_id, assigned_at)
    select ${party}, decode(id, 'hex'), ${at} from unnest(${people.map(hex.encode)}::text[]) as t (id) order by id
    on conflict do nothing`.execute(tx)
}
