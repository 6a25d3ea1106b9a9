import type { Condition } from '../condition.ts'
import { listConditionNames, listDayNames } from '../condition-names.ts'
import type { Procedure } from '../definition.ts'
import type { DefinitionIndex, IndexEntry } from './definition-index.ts'
import { listCalculationNames } from './dependencies.ts'
import type { Problem } from './problem.ts'

/** What a template prints: every name after a dot (`f.ownerName`, `dog.dogName`). Nothing where no template is known. */
type Printed = ReadonlySet<string>

/**
 * A calculated value that nothing asks about and no paper shows is refused, and so is a field that never reaches the
 * paper, unless it says so (`isOnPaper: false`) and leads the way, or only makes sure.
 */
export function checkUse(procedure: Procedure, index: DefinitionIndex, printed: Printed | undefined): Problem[] {
  const asked = new Set(listAsked(procedure))
  const shown = new Set(printed)
  // What a shown or asked value is made of is used with it, however deep.
  for (const names of [shown, asked]) spread(names, index)
  return index.entries.flatMap(([id, entry]): Problem[] => {
    if (entry.is === 'group') return []
    const code = 'DEFINITION_UNUSED'
    const path = [...entry.path, 'id']
    if (entry.is === 'calculated') {
      const isUsed = asked.has(id) || shown.has(id) || printed === undefined
      return isUsed ? [] : [{ path, code, reason: `“${id}” is calculated, and nothing asks about it or prints it.` }]
    }
    if (entry.field.kind === 'confirm') return []
    if (entry.field.isOnPaper === false) {
      const reason = `“${id}” is on no paper, and no condition asks about it.`
      return asked.has(id) ? [] : [{ path, code, reason }]
    }
    const reason = `“${id}” never reaches the paper. What only leads the way says "isOnPaper": false.`
    return printed === undefined || shown.has(id) ? [] : [{ path, code, reason }]
  })
}

function spread(names: Set<string>, { ids }: DefinitionIndex): void {
  // A set hands out what is added while it is walked through.
  for (const name of names) {
    const entry: IndexEntry | undefined = ids.get(name)
    if (entry?.is === 'calculated') for (const part of listCalculationNames(entry.calculated.value)) names.add(part)
  }
}

/** Every name that something else than a calculation asks about. */
function listAsked({ pages, deadline, needed, signers, filers, attachments = [], pen = [], ...of }: Procedure) {
  const conditions: (Condition | undefined)[] = [needed, signers, filers, attachments, pen].flatMap((list) =>
    list.map(({ when }) => when),
  )
  const names = [deadline.rule?.after, ...Object.values(of.subject), ...Object.values(of.applicant ?? {})]
  for (const page of pages) {
    const group = page.kind === 'group' ? page.group : undefined
    const fields = page.kind === 'fields' ? page.fields : (group?.fields ?? [])
    const rules = page.kind === 'stop' ? [] : [...(page.rules ?? []), ...(group?.rules ?? [])]
    const fills = fields.map(({ fill }) => (fill?.from === 'answer' ? fill.when : undefined))
    const owns = fields.map(({ isOwn }) => (typeof isOwn === 'object' ? isOwn : undefined))
    conditions.push(
      page.when,
      ...[...fields, ...rules, ...(group?.pen ?? [])].map(({ when }) => when),
      ...fills,
      ...owns,
    )
    for (const field of fields) {
      if (field.kind === 'account') names.push(field.holder)
      if (field.kind === 'date') names.push(...[field.from, field.until].flatMap((day) => listDayNames(day ?? 'today')))
    }
  }
  return [...names, ...conditions.flatMap((one) => (one ? listConditionNames(one) : []))].filter(
    (one) => one !== undefined,
  )
}
