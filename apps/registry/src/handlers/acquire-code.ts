import type { Handler } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import type { RegistryTables } from '../tables.ts'

/** 符号取得の依頼: passes known residents on to the core by subject, and says which are not known. */
export function makeAcquireCode({ core }: { core: string }): Handler<RegistryTables, 'acquire-code'> {
  return async (work, messages) => {
    const codes = messages.flatMap(({ body }) => body.items.map(({ residentCode }) => residentCode))
    const rows = await work.tx
      .selectFrom('residents')
      .select(['resident_code', 'subject'])
      .where('resident_code', 'in', codes)
      .execute()
    const subjects = new Map(rows.map((row) => [row.resident_code, row.subject]))
    for (const { body, from } of messages) {
      const items = body.items.flatMap(({ acquisition, residentCode }) => {
        const subject = subjects.get(residentCode)
        return subject === undefined ? [] : [{ acquisition, subject }]
      })
      const unknown = body.items.filter(({ residentCode }) => !subjects.has(residentCode))
      const notAfter = work.at.getTime() + 7 * dayMs
      if (items.length > 0) work.post({ name: 'assign-code', to: core, body: { party: from, items }, notAfter })
      if (unknown.length > 0) {
        const refused = unknown.map(({ acquisition }) => ({ acquisition, reason: 'RESIDENT_UNKNOWN' }))
        work.post({ name: 'acquisition-refused', to: from, body: { items: refused }, notAfter })
      }
    }
    return messages.map(() => undefined)
  }
}
