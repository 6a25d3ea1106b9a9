import { readPin, readTries } from '@madoguchi/card'
import type { DemoCards } from '../shell/deps.ts'

/** What can be wrong with a form about a demo card before its card is touched, each at a box of its own. */
type DemoFault = 'LOGIN_CARD_UNKNOWN' | 'CARD_PIN_MALFORMED' | 'CARD_LAST_TRY'

const faults: readonly string[] = ['LOGIN_CARD_UNKNOWN', 'CARD_PIN_MALFORMED', 'CARD_LAST_TRY'] satisfies DemoFault[]

/**
 * What else is wrong with a form that was refused for `code`, so that all of it is said at once. Nothing where the card
 * itself refused: then the boxes were right.
 */
export async function listOtherFaults(cards: DemoCards, form: URLSearchParams, code: string): Promise<DemoFault[]> {
  if (!faults.includes(code)) return []
  const name = form.get('card') ?? ''
  const isKnown = (await cards.list()).some((card) => card.name === name)
  const tries = isKnown ? await cards.withCard(name, readTries) : undefined
  const isLast = tries?.ok === true && tries.value.triesLeft === 1
  const found: Readonly<Record<DemoFault, boolean>> = {
    LOGIN_CARD_UNKNOWN: !isKnown,
    CARD_PIN_MALFORMED: !readPin(form.get('pin') ?? '').ok,
    CARD_LAST_TRY: isLast && form.get('accept') !== 'yes',
  }
  return (Object.keys(found) as DemoFault[]).filter((fault) => found[fault] && fault !== code)
}
