import assert from 'node:assert/strict'
import type { CardCode } from '@madoguchi/card'
import { logIn as signWithCard } from '@madoguchi/card'
import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DemoCards } from '../shell/deps.ts'
import type { Session } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { askForCard, type CardAct, type CardAgainCode, checkCardAgain } from './card-again.ts'

/** Sandbox only: the server holds the card that is shown again; what it signs goes the way of any other card's. */
export async function checkDemoCardAgain(
  world: World,
  session: Session,
  options: { act: CardAct; cards: DemoCards; card: string; pin: string; acceptLastTry: boolean },
): Promise<Verdict<undefined, CardCode | CardAgainCode | 'LOGIN_CARD_UNKNOWN'>> {
  const { act, cards, card, pin, acceptLastTry } = options
  const { origin, mode } = world.config
  assert(mode === 'sandbox', 'demo cards exist in the sandbox only')
  if (!(await cards.list()).some(({ name }) => name === card)) return no('LOGIN_CARD_UNKNOWN')
  const challenge = await askForCard(world, session, act)
  const spoken = await cards.withCard(card, (transmit) =>
    signWithCard(transmit, { pin, origin, challenge, acceptLastTry }),
  )
  return spoken.ok ? checkCardAgain(world, session, { act, card: spoken.value }) : spoken
}
