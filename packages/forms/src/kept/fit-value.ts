import type { Value } from '../answers.ts'
import type { Field } from '../field.ts'
import { isChoiceValue } from '../fields/choice.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { relationshipOptions } from '../fields/relationship.ts'
import { holdsMyNumberDeep } from './holds-my-number-deep.ts'
import type { Wording } from './wording.ts'

type Fitted = {
  /** What the field takes of it. */
  readonly fits?: Value
  /** What it does not. */
  readonly rest?: unknown
}

/**
 * What a field takes of a value that was kept: its kind's shape, asked as a field of that kind; an option that it still has;
 * of several options those that it still has. Whether the rest is right is for `validate` to say.
 */
export function fitValue(field: Field, value: unknown, wording: Wording | undefined): Fitted {
  const isOther = wording !== undefined && wording.kind !== field.kind
  if (isOther || !getFieldKind(field).isValue(value) || holdsMyNumberDeep(field, value)) return { rest: value }
  switch (field.kind) {
    case 'choice':
      return hasChosen(field.options, value) ? { fits: value } : { rest: value }
    case 'relationship':
      return hasChosen(relationshipOptions(field), value) ? { fits: value } : { rest: value }
    case 'choices':
      return splitChoices(field.options, value as { choices: readonly string[]; words?: string })
    default:
      return { fits: value }
  }
}

type Options = readonly { readonly id: string; readonly takesWords?: boolean }[]

function hasChosen(options: Options, value: Value): boolean {
  return isChoiceValue(value) && options.some(({ id }) => id === value.choice)
}

function splitChoices(options: Options, value: { choices: readonly string[]; words?: string }): Fitted {
  const { choices, words } = value
  const there = choices.filter((choice) => options.some(({ id }) => id === choice))
  if (there.length === choices.length) return { fits: value }
  const gone = choices.filter((choice) => !there.includes(choice))
  const takesWords = options.some(({ id, takesWords }) => takesWords === true && there.includes(id))
  const said = words === undefined ? {} : { words }
  return {
    ...(there.length > 0 && { fits: { choices: there, ...(takesWords && said) } }),
    rest: { choices: gone, ...(takesWords ? {} : said) },
  }
}
