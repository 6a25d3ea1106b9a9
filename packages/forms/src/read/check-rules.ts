import type { Page, Procedure } from '../definition.ts'
import { type Checking, checkCondition } from './check-condition.ts'
import type { DefinitionIndex, Standpoint } from './definition-index.ts'
import type { JsonPath, Problem } from './problem.ts'

/** Rules of pages, of items, and of all items of a group: what each asks about is there, and its box too. */
export function checkRulesWritten({ pages }: Procedure, checking: Checking): Problem[] {
  return pages.flatMap((page, number) => {
    if (page.kind === 'stop') return []
    const path: JsonPath = ['pages', number]
    // After everything on the page, before whatever comes next.
    const end: Standpoint = { at: checking.index.pagesAt[number + 1] ?? Number.POSITIVE_INFINITY }
    const own = checkList(page.rules, [...path, 'rules'], { boxes: boxesOf(page), standpoint: end, checking })
    if (page.kind === 'fields') return own
    const { id: group, fields, rules } = page.group
    const boxes = fields.map(({ id }) => id)
    const within = { at: endOfItem(group, checking.index), group }
    return [...own, ...checkList(rules, [...path, 'group', 'rules'], { boxes, standpoint: within, checking })]
  })
}

type Within = {
  /** Nothing where a rule has no box. */
  readonly boxes: readonly string[] | undefined
  readonly standpoint: Standpoint
  readonly checking: Checking
}

type AnyRule = NonNullable<Extract<Page, { kind: 'fields' | 'group' }>['rules']>[number]

function checkList(rules: readonly AnyRule[] = [], path: JsonPath, { boxes, standpoint, checking }: Within): Problem[] {
  return rules.flatMap((rule, at): Problem[] => {
    const own = checkCondition(rule.when, [...path, at, 'when'], standpoint, checking)
    if (boxes === undefined || !('field' in rule) || boxes.includes(rule.field)) return own
    const reason = `“${rule.field}” is no field of this page.`
    return [...own, { path: [...path, at, 'field'], code: 'DEFINITION_REFERENCE', reason, name: rule.field }]
  })
}

function boxesOf(page: Page): readonly string[] | undefined {
  return page.kind === 'fields' ? page.fields.map(({ id }) => id) : undefined
}

/** The group itself stands at the place after its last field. */
function endOfItem(group: string, { ids }: DefinitionIndex): number {
  const entry = ids.get(group)
  return entry?.is === 'group' ? entry.at : Number.POSITIVE_INFINITY
}
