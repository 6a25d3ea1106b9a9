import type { Answer, FieldAnswers, Filling } from '../answers.ts'
import type { FieldsPage, GroupPage, Page, StopPage } from '../definition.ts'
import type { Field, Fill } from '../field.ts'
import { isFallen, seenValue, tellAbout } from './confirmations.ts'
import { holds } from './evaluate.ts'
import { openScope, type Scope } from './scope.ts'

/** A field that is asked for, with its answer if there is one. */
export type Asked = {
  readonly field: Field
  readonly answer?: Answer
  /** What may fill it in, as far as this person has answered. */
  readonly fill?: Fill
  /** Whether it is about whoever fills the form in, as far as they have answered. */
  readonly isOwn?: boolean
  /** Of a confirmation: what it is about now. An answer that says anything else has fallen. */
  readonly about?: string
}
export type WalkedItem = { readonly id: string; readonly asked: readonly Asked[]; readonly scope: Scope }
export type WalkedPage =
  | { readonly page: FieldsPage; readonly asked: readonly Asked[]; readonly items: readonly [] }
  | { readonly page: GroupPage; readonly asked: readonly []; readonly items: readonly WalkedItem[] }
  | { readonly page: StopPage; readonly asked: readonly []; readonly items: readonly [] }
type Walk = { readonly pages: readonly WalkedPage[]; readonly scope: Scope }

/**
 * Once through the procedure as this person goes. A condition sees only what was asked before it, so that answers left
 * over from another way decide nothing. A page that stops is the last one.
 */
export function walk({ procedure, answers, today }: Filling): Walk {
  const scope = openScope(procedure.calculated ?? [], today)
  const pages: WalkedPage[] = []
  for (const page of procedure.pages) {
    if (!holds(page.when, scope)) continue
    pages.push(walkPage(page, answers, scope))
    if (page.kind === 'stop') break
  }
  return { pages, scope }
}

/** The same up to a page, which need not be on the way itself. */
export function walkBefore(filling: Filling, pageId: string): Walk {
  const at = filling.procedure.pages.findIndex(({ id }) => id === pageId)
  const pages = filling.procedure.pages.slice(0, Math.max(at, 0))
  return walk({ ...filling, procedure: { ...filling.procedure, pages } })
}

function walkPage(page: Page, answers: Filling['answers'], scope: Scope): WalkedPage {
  if (page.kind === 'stop') return { page, asked: [], items: [] }
  if (page.kind === 'fields') return { page, asked: askFields(page.fields, answers.fields, scope), items: [] }
  const { id, fields, calculated = [] } = page.group
  const items = (answers.groups[id] ?? []).map((item) => {
    const own = openScope(calculated, scope.today, scope)
    return { id: item.id, asked: askFields(fields, item.fields, own), scope: own }
  })
  scope.groups.set(
    id,
    items.map((item) => item.scope),
  )
  return { page, asked: [], items }
}

/** The fields whose condition holds, one after the other; what is answered is seen by those after it. */
export function askFields(fields: readonly Field[], answers: FieldAnswers, scope: Scope): Asked[] {
  return fields.flatMap((field) => {
    if (!holds(field.when, scope)) return []
    const answer = answers[field.id]
    const asked: Asked = {
      field,
      ...(answer && { answer }),
      ...(field.fill && holds(field.fill.when, scope) && { fill: field.fill }),
      ...(isOwn(field, scope) && { isOwn: true }),
      ...(field.kind === 'confirm' && { about: tellAbout(field, scope) }),
    }
    if (answer !== undefined && !isFallen(asked)) scope.values.set(field.id, seenValue(field, answer.value))
    return [asked]
  })
}

function isOwn({ isOwn: own, fill }: Field, scope: Scope): boolean {
  if (fill?.from === 'card' && holds(fill.when, scope)) return true
  return typeof own === 'object' ? holds(own, scope) : own === true
}
