import type { FieldAnswers, Filling } from '../answers.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { entryName } from './entry-name.ts'
import { openScope } from './scope.ts'
import { type Asked, askFields, type WalkedPage, walk, walkBefore } from './walk.ts'

/** What a page on this person's way asks now, with the answers there are. Nothing for a page that is not on it. */
export function findPage(filling: Filling, pageId: string): WalkedPage | undefined {
  return walk(filling).pages.find(({ page }) => page.id === pageId)
}

/** What an item of a group page asks; an id that none of them has gives a new one. */
export function findItem(
  filling: Filling,
  { page: pageId, item }: { readonly page: string; readonly item: string },
): readonly Asked[] | undefined {
  const page = filling.procedure.pages.find(({ id }) => id === pageId)
  if (page?.kind !== 'group') return undefined
  const { scope } = walkBefore(filling, pageId)
  const answers: FieldAnswers = filling.answers.groups[page.group.id]?.find(({ id }) => id === item)?.fields ?? {}
  return askFields(page.group.fields, answers, openScope(page.group.calculated ?? [], scope.today, scope))
}

/** The entries of fields as a browser would post them, for the values of a page's inputs. */
export function listEntries(asked: readonly Asked[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    asked.flatMap(({ field, answer }) => {
      const parts = answer ? getFieldKind(field).render(answer.value, field) : {}
      return Object.entries(parts).map(([part, texts]) => [entryName(field.id, { part }), texts] as const)
    }),
  )
}
