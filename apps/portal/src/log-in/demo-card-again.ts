import type { CardCode } from '@madoguchi/card'
import { logIn as signWithCard } from '@madoguchi/card'
import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DemoCards } from '../shell/deps.ts'
import type { Session } from '../shell/visitor.ts'
import type { CardAct, CardAgainCode, CardGuard } from './card-again.ts'

/** Sandbox only: the server holds the card that is shown again; what it signs goes the way of any other card's. */
export async function checkDemoCardAgain(
  { cards, cardGuard, origin }: { cards: DemoCards; cardGuard: CardGuard; origin: string },
  session: Session,
  shown: { act: CardAct; card: string; pin: string; acceptLastTry: boolean },
): Promise<Verdict<undefined, CardCode | CardAgainCode | 'LOGIN_CARD_UNKNOWN'>> {
  const { act, card, pin, acceptLastTry } = shown
  if (!(await cards.list()).some(({ name }) => name === card)) return no('LOGIN_CARD_UNKNOWN')
  const challenge = await cardGuard.ask(session, act)
  const spoken = await cards.withCard(card, (transmit) =>
    signWithCard(transmit, { pin, origin, challenge, acceptLastTry }),
  )
  return spoken.ok ? cardGuard.check(session, { act, card: spoken.value }) : spoken
}
