import assert from 'node:assert/strict'
import type { CardCode } from '@madoguchi/card'
import { makeVaultKey } from '@madoguchi/card'
import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DemoCards } from '../shell/deps.ts'
import type { Session } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { joinByOldCard, type OldCardCode } from './join-vault.ts'

/** Sandbox only: the old card is a demo card that the server holds; what it makes goes the way of any other card's. */
export async function joinByDemoCard(
  world: World,
  session: Session,
  options: { cards: DemoCards; card: string; pin: string; acceptLastTry: boolean },
): Promise<Verdict<undefined, CardCode | OldCardCode | 'LOGIN_CARD_UNKNOWN'>> {
  const { cards, card, pin, acceptLastTry } = options
  assert(world.config.mode === 'sandbox', 'demo cards exist in the sandbox only')
  if (!(await cards.list()).some(({ name }) => name === card)) return no('LOGIN_CARD_UNKNOWN')
  const { origin } = world.config
  const made = await cards.withCard(card, (transmit) =>
    makeVaultKey(transmit, { pin, origin, vaultSalt: world.vaultSalt, acceptLastTry }),
  )
  return made.ok ? joinByOldCard(world, session, made.value) : made
}
