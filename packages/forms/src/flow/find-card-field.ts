import type { Filling } from '../answers.ts'
import type { Fill } from '../field.ts'
import { walk } from './walk.ts'

type CardAttribute = Extract<Fill, { readonly from: 'card' }>['attribute']

/**
 * The id of the field that a card would fill in with one of its attributes, as far as this person has answered: where a daughter applies for her
 * mother the daughter's name, and no day of birth.
 */
export function findCardField(filling: Filling, attribute: CardAttribute): string | undefined {
  const asked = walk(filling).pages.flatMap((page) => page.asked)
  return asked.find(({ fill }) => fill?.from === 'card' && fill.attribute === attribute)?.field.id
}
