import type { Filling, FillOffer } from '@madoguchi/forms'
import { fillAnswers, listEntries } from '@madoguchi/forms'
import type { DraftContent } from './draft-content.ts'
import type { Entries } from './entries.ts'
import { findAsked } from './place.ts'

type Given = {
  readonly content: DraftContent
  readonly filled: readonly string[]
  /** Fields for which the source has something that they cannot take. */
  readonly unfit: readonly string[]
}

/** Fills in what a source has, where nothing is answered. Half a word that stands there is something, and stays. */
export function giveToDraft(content: DraftContent, filling: Filling, { source, offer }: FillOffer): Given {
  const written = new Set(
    Object.values(content.typed).flatMap((entries) =>
      Object.entries(entries).flatMap(([name, values]) =>
        values.some((value) => value.trim() !== '') && !name.endsWith('.era') ? [name.split('.')[0] ?? ''] : [],
      ),
    ),
  )
  const fields = filling.procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const open = fields.filter(({ id }) => !written.has(id))
  const pages = filling.procedure.pages.map((page) =>
    page.kind === 'fields' ? { ...page, fields: page.fields.filter((field) => open.includes(field)) } : page,
  )
  const given = fillAnswers({ ...filling, procedure: { ...filling.procedure, pages } }, { source, offer })
  if (given.filled.length === 0) return { content, filled: [], unfit: given.unfit }
  const answers = { ...given.answers, fields: { ...filling.answers.fields, ...given.answers.fields } }
  const after = { ...filling, answers }
  const typed = Object.entries(content.typed).map(([place, entries]): [string, Entries] => {
    const asked = place.includes('/') ? [] : (findAsked(after, { page: place }) ?? [])
    const fresh = asked.filter(({ field }) => given.filled.includes(field.id))
    return [place, { ...entries, ...listEntries(fresh) }]
  })
  return {
    content: { ...content, answers, typed: Object.fromEntries(typed) },
    filled: given.filled,
    unfit: given.unfit,
  }
}
