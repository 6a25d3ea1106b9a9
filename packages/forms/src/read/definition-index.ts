import type { Calculated, Procedure } from '../definition.ts'
import type { Field } from '../field.ts'
import type { JsonPath } from './problem.ts'

/** A condition that stands here sees what has a smaller place; `group` says within whose items it stands. */
export type Standpoint = { readonly at: number; readonly group?: string }

type Where = Standpoint & { readonly path: JsonPath }
export type FieldEntry = Where & { readonly is: 'field'; readonly field: Field }
/** The place of a group is that of its end: before that nobody can count it. */
type GroupEntry = Where & { readonly is: 'group' }
export type CalculatedEntry = Where & { readonly is: 'calculated'; readonly calculated: Calculated }
export type IndexEntry = FieldEntry | GroupEntry | CalculatedEntry

export type DefinitionIndex = {
  readonly ids: ReadonlyMap<string, IndexEntry>
  /** In the order of the file, with those that bear a name for the second time. */
  readonly entries: readonly (readonly [string, IndexEntry])[]
  /** Where each page's own condition stands, by the page's number. */
  readonly pagesAt: readonly number[]
}

/** Everything in a definition that has a name, with its place in the order in which people are asked. */
export function indexDefinition(procedure: Procedure): DefinitionIndex {
  const entries: (readonly [string, IndexEntry])[] = []
  const pagesAt: number[] = []
  let at = 0
  procedure.pages.forEach((page, number) => {
    const path = ['pages', number]
    pagesAt.push(at++)
    if (page.kind === 'fields') {
      page.fields.forEach((field, i) => {
        entries.push([field.id, { is: 'field', field, at: at++, path: [...path, 'fields', i] }])
      })
    }
    if (page.kind !== 'group') return
    const { id: group, fields, calculated = [] } = page.group
    const within = [...path, 'group']
    fields.forEach((field, i) => {
      entries.push([field.id, { is: 'field', field, group, at: at++, path: [...within, 'fields', i] }])
    })
    calculated.forEach((one, i) => {
      entries.push([one.id, { is: 'calculated', calculated: one, group, at, path: [...within, 'calculated', i] }])
    })
    entries.push([group, { is: 'group', at: at++, path: within }])
  })
  procedure.calculated?.forEach((one, i) => {
    entries.push([one.id, { is: 'calculated', calculated: one, at, path: ['calculated', i] }])
  })
  // Of two with the same name the first is meant; the second is a problem of its own.
  return { ids: new Map([...entries].reverse()), entries, pagesAt }
}
