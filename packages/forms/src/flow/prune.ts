import type { Answer, Answers, FieldAnswers, Filling } from '../answers.ts'
import type { Asked } from './walk.ts'
import { walk } from './walk.ts'

/** The answers that this person is asked for; what stayed over from another way is left out. */
export function prune(filling: Filling): Answers {
  const { pages } = walk(filling)
  const fields = pages.flatMap(({ asked }) => keep(asked))
  const groups = pages.flatMap(({ page, items }) =>
    page.kind === 'group' && Object.hasOwn(filling.answers.groups, page.group.id)
      ? [[page.group.id, items.map(({ id, asked: own }) => ({ id, fields: Object.fromEntries(keep(own)) }))] as const]
      : [],
  )
  return { fields: Object.fromEntries(fields), groups: Object.fromEntries(groups) }
}

function keep(asked: readonly Asked[]): (readonly [string, Answer])[] {
  return asked.flatMap(({ field, answer }) => (answer ? [[field.id, answer] as const] : []))
}

/** How many answers `prune` would leave out, for a sentence on the check page. */
export function countDropped(filling: Filling): number {
  return countAnswers(filling.answers) - countAnswers(prune(filling))
}

function countAnswers({ fields, groups }: Answers): number {
  const items = Object.values(groups).flatMap((group) => group.map((item) => item.fields))
  return [fields, ...items].reduce((total: number, answers: FieldAnswers) => total + Object.keys(answers).length, 0)
}
