import type { Answers, FieldAnswers, Filling } from '../answers.ts'
import { type Asked, walk } from './walk.ts'

/** Confirmations that do not say what they are about, as plain files and older drafts have them, are about what stands there now. */
export function bindConfirmations(filling: Filling): Answers {
  const { procedure, answers } = filling
  const listed = [
    answers.fields,
    ...Object.values(answers.groups).flatMap((items) => items.map(({ fields }) => fields)),
  ]
  const all = procedure.pages.flatMap((page) =>
    page.kind === 'group' ? page.group.fields : page.kind === 'fields' ? page.fields : [],
  )
  const confirms = all.filter(({ kind }) => kind === 'confirm')
  if (!confirms.some(({ id }) => listed.some((fields) => fields[id]?.value === true))) return answers
  const { pages } = walk(filling)
  const bound = new Map(pages.flatMap(({ items }) => items.map(({ id, asked }) => [id, bind(asked)] as const)))
  const groups = Object.entries(answers.groups).map(([group, items]) => [
    group,
    items.map(({ id, fields }) => ({ id, fields: { ...fields, ...bound.get(id) } })),
  ])
  const fields = { ...answers.fields, ...bind(pages.flatMap(({ asked }) => asked)) }
  return { fields, groups: Object.fromEntries(groups) }
}

function bind(asked: readonly Asked[]): FieldAnswers {
  const unbound = asked.flatMap(({ field, answer, about }) =>
    answer?.value === true && about !== undefined ? [[field.id, { ...answer, value: about }] as const] : [],
  )
  return Object.fromEntries(unbound)
}
