import type { Condition } from '../condition.ts'
import { isDay } from '../fields/days.ts'
import { formLimits } from '../limits.ts'
import type { DefinitionIndex, IndexEntry, Standpoint } from './definition-index.ts'
import { checkOperand, isDated, isNumeric } from './operands.ts'
import type { JsonPath, Problem } from './problem.ts'
import type { ReadyPlaces } from './ready-places.ts'

export type Checking = { readonly index: DefinitionIndex; readonly ready: ReadyPlaces }

/** A condition of bounded size that asks only about what it can see, in a way that makes sense. */
export function checkCondition(
  condition: Condition | undefined,
  path: JsonPath,
  standpoint: Standpoint,
  checking: Checking,
): Problem[] {
  if (condition === undefined) return []
  const { conditionNodesMax, conditionDepthMax } = formLimits
  const { nodes, depth } = measure(condition)
  if (nodes > conditionNodesMax || depth > conditionDepthMax) {
    const reason = `A condition of more than ${conditionNodesMax} parts or ${conditionDepthMax} levels.`
    return [{ path, code: 'DEFINITION_TOO_LARGE', reason }]
  }
  return checkPart(condition, path, (id, at) => findVisible(id, at, standpoint, checking), checking)
}

function measure(condition: Condition): { nodes: number; depth: number } {
  const parts = condition.is === 'not' ? [condition.of] : 'of' in condition ? condition.of : []
  const measured = parts.map(measure)
  return {
    nodes: measured.reduce((total, { nodes }) => total + nodes, 1),
    depth: measured.reduce((deepest, { depth }) => Math.max(deepest, depth + 1), 1),
  }
}

/** The entry that a name means, or what is wrong with asking about it from here. */
type Look = (id: string, path: JsonPath) => { readonly entry?: IndexEntry; readonly problems: Problem[] }

function checkPart(condition: Condition, path: JsonPath, look: Look, checking: Checking): Problem[] {
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part, at) => checkPart(part, [...path, 'of', at], look, checking))
    case 'not':
      return checkPart(condition.of, [...path, 'of'], look, checking)
    case 'count-at-least': {
      const { entry, problems } = look(condition.group, [...path, 'group'])
      return entry && entry.is !== 'group' ? [wrongKind([...path, 'group'], 'This is no group.')] : problems
    }
    default: {
      const { entry, problems } = look(condition.field, [...path, 'field'])
      if (!entry) return problems
      if (entry.is === 'group') return [wrongKind([...path, 'field'], 'This is a group; ask with count-at-least.')]
      return [...problems, ...checkUse(condition, entry, path, look, checking)]
    }
  }
}

type FieldCondition = Extract<Condition, { readonly field: string }>

function checkUse(
  condition: FieldCondition,
  entry: Exclude<IndexEntry, { is: 'group' }>,
  path: JsonPath,
  look: Look,
  checking: Checking,
): Problem[] {
  switch (condition.is) {
    case 'equals':
      return checkOperand(entry, [condition.value], [...path, 'value'])
    case 'one-of':
      return checkOperand(entry, condition.values, [...path, 'values'])
    case 'at-least':
    case 'less-than':
      return isNumeric(entry, checking.index) ? [] : [wrongKind([...path, 'field'], 'This is no number.')]
    case 'before':
    case 'after': {
      const own = isDated(entry, checking.index) ? [] : [wrongKind([...path, 'field'], 'This is no date.')]
      return [
        ...own,
        ...checkOther({ day: condition.day, field: condition.field }, [...path, 'day']),
        ...checkDay(condition.day, [...path, 'day'], look, checking),
      ]
    }
    case 'age-at-least':
    case 'age-below': {
      const own = isDated(entry, checking.index) ? [] : [wrongKind([...path, 'field'], 'This is no date.')]
      const on = condition.on ?? 'today'
      return [
        ...own,
        ...checkOther({ day: on, field: condition.field }, [...path, 'on']),
        ...checkDay(on, [...path, 'on'], look, checking),
      ]
    }
    case 'answered':
      return []
  }
}

/** A day that is compared with itself says the same of everybody: another one was meant. */
export function checkOther(pair: { readonly day: string; readonly field: string }, path: JsonPath): Problem[] {
  return pair.day === pair.field ? [wrongKind(path, `“${pair.field}” is compared with itself.`)] : []
}

export function checkDay(day: string, path: JsonPath, look: Look, { index }: Checking): Problem[] {
  if (day === 'today' || isDay(day)) return []
  if (/^[0-9]/.test(day)) return [{ path, code: 'DEFINITION_SHAPE', reason: 'There is no such day.' }]
  const { entry, problems } = look(day, path)
  return entry && !isDated(entry, index) ? [wrongKind(path, 'This is no date.')] : problems
}

/** What can be seen from a place: what comes before it, of items only those of its own group. */
export function findVisible(
  id: string,
  path: JsonPath,
  { at, group }: Standpoint,
  { index, ready }: Checking,
): { readonly entry?: IndexEntry; readonly problems: Problem[] } {
  const entry = index.ids.get(id)
  if (!entry) return { problems: [{ path, code: 'DEFINITION_REFERENCE', reason: `There is no “${id}”.`, name: id }] }
  if (entry.group !== undefined && entry.group !== group) {
    const reason = `“${id}” has a value for each item of “${entry.group}”, not one; count or sum it first.`
    return { entry, problems: [{ path, code: 'DEFINITION_ORDER', reason }] }
  }
  const isLater = (ready.get(id) ?? 0) >= at
  const reason = `“${id}” is asked later, or made of what is.`
  return { entry, problems: isLater ? [{ path, code: 'DEFINITION_ORDER', reason }] : [] }
}

function wrongKind(path: JsonPath, reason: string): Problem {
  return { path, code: 'DEFINITION_KIND', reason }
}
