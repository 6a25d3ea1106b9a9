import type { Condition } from '../condition.ts'
import { listConditionNames, listDayNames } from '../condition-names.ts'
import type { Procedure } from '../definition.ts'
import type { DefinitionIndex, IndexEntry } from './definition-index.ts'
import { listCalculationNames } from './dependencies.ts'
import type { JsonPath, Problem } from './problem.ts'

/** What a printed form shows. Nothing where no template is known. */
export type Printed = {
  /** Every name after a dot (`f.ownerName`, `dog.dogName`) and `texts.lead`: what the template says, or what was seen in drawings. */
  readonly names: ReadonlySet<string>
  /** Of a field of a group the numbers, from 1, of items whose answer stands nowhere though that of another item does. */
  readonly leftOut?: ReadonlyMap<string, readonly number[]>
}

/**
 * A calculated value that nothing asks about and no paper shows is refused, and so is a field that never reaches the
 * paper, unless it says so (`isOnPaper: false`) and leads the way, or only makes sure. What is there for the paper
 * alone, boxes for the pen and sentences, has to be on it.
 */
export function checkUse(procedure: Procedure, index: DefinitionIndex, printed: Printed | undefined): Problem[] {
  const asked = new Set(listAsked(procedure))
  const shown = new Set(printed?.names)
  // What a shown or asked value is made of is used with it, however deep.
  for (const names of [shown, asked]) spread(names, index)
  const unused = index.entries.flatMap(([id, entry]): Problem[] => {
    if (entry.is === 'group') return []
    const path = [...entry.path, 'id']
    if (entry.is === 'calculated') {
      const isUsed = asked.has(id) || shown.has(id) || printed === undefined
      return isUsed ? [] : [unusedAt(path, `“${id}” is calculated, and nothing asks about it or prints it.`)]
    }
    if (entry.field.kind === 'confirm') return []
    if (entry.field.isOnPaper === false) {
      return asked.has(id) ? [] : [unusedAt(path, `“${id}” is on no paper, and no condition asks about it.`)]
    }
    const left = printed?.leftOut?.get(id) ?? []
    if (left.length > 0) return [unusedAt(path, `“${id}” never reaches the paper in ${sayItems(left)}.`)]
    const reason = `“${id}” never reaches the paper. What only leads the way says "isOnPaper": false.`
    return printed === undefined || shown.has(id) ? [] : [unusedAt(path, reason)]
  })
  return printed === undefined ? unused : [...unused, ...checkForPaper(procedure, printed)]
}

function unusedAt(path: JsonPath, reason: string): Problem {
  return { path, code: 'DEFINITION_UNUSED', reason }
}

/** `items 2 to 30`, `item 5`, `5 items, the first of them 3` */
function sayItems(numbers: readonly number[]): string {
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)]
  if (numbers.length === 1) return `item ${first}`
  if (last - first === numbers.length - 1) return `items ${first} to ${last}`
  return `${numbers.length} items, the first of them ${first}`
}

/** Boxes for the pen, at the top and in groups, and sentences of the printed form. */
function checkForPaper({ pages, pen = [], texts = {} }: Procedure, { names, leftOut }: Printed): Problem[] {
  const ofGroups = pages.flatMap((page, at) =>
    page.kind === 'group'
      ? (page.group.pen ?? []).map(({ id }, i) => [id, ['pages', at, 'group', 'pen', i]] as const)
      : [],
  )
  const boxes = [...pen.map(({ id }, at) => [id, ['pen', at]] as const), ...ofGroups]
  const lost = boxes.flatMap(([id, path]) => {
    const left = leftOut?.get(id) ?? []
    const where = left.length > 0 ? ` in ${sayItems(left)}` : ''
    const reason = `“${id}” is a box for the pen, and the printed form does not have it${where}.`
    return names.has(id) && left.length === 0 ? [] : [unusedAt([...path, 'id'], reason)]
  })
  const unsaid = Object.keys(texts).filter((name) => !names.has(`texts.${name}`))
  return [...lost, ...unsaid.map((name) => unusedAt(['texts', name], `The printed form does not say “${name}”.`))]
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
