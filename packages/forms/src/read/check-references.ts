import type { Procedure } from '../definition.ts'
import { reservedPageIds } from '../reserved-page-ids.ts'
import { checkCalculated } from './check-calculated.ts'
import { type Checking, checkCondition, findVisible } from './check-condition.ts'
import { checkField } from './check-field.ts'
import { checkParties } from './check-parties.ts'
import { checkRulesWritten } from './check-rules.ts'
import type { DefinitionIndex } from './definition-index.ts'
import { isDated } from './operands.ts'
import type { JsonPath, Problem } from './problem.ts'
import { findReadyPlaces } from './ready-places.ts'

/** Whatever a definition of the right shape can still have wrong: names, their order, what they are compared with. */
export function checkReferences(procedure: Procedure, index: DefinitionIndex): readonly Problem[] {
  const { ready, problems } = findReadyPlaces(index)
  const checking = { index, ready }
  return [
    ...problems,
    ...checkNames(procedure, index),
    ...checkReserved(procedure),
    ...procedure.pages.flatMap((page, number) => {
      const standpoint = { at: index.pagesAt[number] ?? 0 }
      return checkCondition(page.when, ['pages', number, 'when'], standpoint, checking)
    }),
    ...checkGroups(procedure),
    ...checkRulesWritten(procedure, checking),
    ...checkParties(procedure, checking),
    ...index.entries.flatMap(([, entry]) => {
      if (entry.is === 'field') return checkField(entry, checking)
      return entry.is === 'calculated' ? checkCalculated(entry, checking) : []
    }),
    ...checkEnd(procedure, checking),
  ]
}

function checkNames({ pages, attachments = [], pen = [] }: Procedure, { entries }: DefinitionIndex): Problem[] {
  const pens = pages.flatMap((page, at) =>
    page.kind === 'group'
      ? (page.group.pen ?? []).map(({ id }, i) => [id, ['pages', at, 'group', 'pen', i, 'id']] as const)
      : [],
  )
  const rules = pages.flatMap((page, at) => {
    if (page.kind === 'stop') return []
    const own = (page.rules ?? []).map(({ id }, i) => [id, ['pages', at, 'rules', i, 'id']] as const)
    const items = page.kind === 'group' ? (page.group.rules ?? []) : []
    return [...own, ...items.map(({ id }, i) => [id, ['pages', at, 'group', 'rules', i, 'id']] as const)]
  })
  return [
    ...findTwice([
      ...entries.map(([id, { path }]) => [id, [...path, 'id']] as const),
      ...pen.map(({ id }, at) => [id, ['pen', at, 'id']] as const),
      ...pens,
    ]),
    ...findTwice(rules),
    ...findTwice(pages.map(({ id }, at) => [id, ['pages', at, 'id']])),
    ...findTwice(attachments.map(({ id }, at) => [id, ['attachments', at, 'id']])),
  ]
}

function checkReserved({ pages }: Procedure): Problem[] {
  return pages.flatMap(({ id }, at) => {
    const reason = `“${id}” is an address of every draft; this page would never be reached.`
    const isTaken = reservedPageIds.includes(id)
    return isTaken ? [{ path: ['pages', at, 'id'], code: 'DEFINITION_RESERVED' as const, reason }] : []
  })
}

function findTwice(names: readonly (readonly [string, JsonPath])[]): Problem[] {
  const seen = new Set<string>()
  return names.flatMap(([name, path]) => {
    const isTwice = seen.has(name)
    seen.add(name)
    const reason = `“${name}” is there already.`
    return isTwice ? [{ path, code: 'DEFINITION_DUPLICATE' as const, reason }] : []
  })
}

function checkGroups({ pages }: Procedure): Problem[] {
  return pages.flatMap((page, at) => {
    const isOdd = page.kind === 'group' && page.group.countMin > page.group.countMax
    const path = ['pages', at, 'group', 'countMin']
    return isOdd ? [{ path, code: 'DEFINITION_SHAPE' as const, reason: 'More than the most.' }] : []
  })
}

/** What is looked at when everything is answered. */
function checkEnd(
  { deadline, needed, signers, filers, attachments = [], pen = [], pages }: Procedure,
  checking: Checking,
): Problem[] {
  const end = { at: Number.POSITIVE_INFINITY }
  const lists = { needed, signers, filers, attachments, pen }
  const conditions = Object.entries(lists).flatMap(([name, list]) =>
    list.flatMap(({ when }, at) => checkCondition(when, [name, at, 'when'], end, checking)),
  )
  pages.forEach((page, number) => {
    if (page.kind !== 'group') return
    const within = { ...end, group: page.group.id }
    page.group.pen?.forEach(({ when }, at) => {
      conditions.push(...checkCondition(when, ['pages', number, 'group', 'pen', at, 'when'], within, checking))
    })
  })
  if (!deadline.rule) return conditions
  const path = ['deadline', 'rule', 'after']
  const { entry, problems } = findVisible(deadline.rule.after, path, end, checking)
  const isOdd = entry !== undefined && !isDated(entry, checking.index)
  const odd: Problem[] = isOdd ? [{ path, code: 'DEFINITION_KIND', reason: 'This is no date.' }] : problems
  return [...conditions, ...odd]
}
