import type { CardCode } from '@madoguchi/card'
import { makeVaultKey } from '@madoguchi/card'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DemoCards } from '../shell/deps.ts'
import type { Session } from '../shell/visitor.ts'
import type { OldCardCode } from './join-vault.ts'
import type { Vaults } from './vaults.ts'

/** Sandbox only: the old card is a demo card that the server holds; what it makes goes the way of any other card's. */
export async function joinByDemoCard(
  means: { cards: DemoCards; vaults: Pick<Vaults, 'joinByOldCard'>; origin: string; vaultSalt: Bytes },
  session: Session,
  shown: { card: string; pin: string; acceptLastTry: boolean },
): Promise<Verdict<undefined, CardCode | OldCardCode | 'LOGIN_CARD_UNKNOWN'>> {
  const { cards, vaults, origin, vaultSalt } = means
  const { card, pin, acceptLastTry } = shown
  if (!(await cards.list()).some(({ name }) => name === card)) return no('LOGIN_CARD_UNKNOWN')
  const made = await cards.withCard(card, (transmit) =>
    makeVaultKey(transmit, { pin, origin, vaultSalt, acceptLastTry }),
  )
  return made.ok ? vaults.joinByOldCard(session, made.value) : made
}
