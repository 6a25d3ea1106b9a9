import assert from 'node:assert/strict'
import type { CardCode } from '@madoguchi/card'
import { logIn as logInWithCard, readTries } from '@madoguchi/card'
import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DemoCards } from '../shell/deps.ts'
import type { World } from '../shell/world.ts'
import { issueChallenge } from './challenge.ts'
import { logIn } from './log-in.ts'
import { demoCardCopy } from './new-card.words.ja.ts'
import type { LoggedIn, LogInCode } from './waiting-log-ins.ts'

export type DemoCard = {
  readonly name: string
  readonly owner: string
  /** What the card is called: its owner, and which of theirs it is where there are several. */
  readonly holder: string
  readonly pin?: string
  readonly triesLeft: number
}

/** The demo cards with the tries that each PIN has left: said before anything is typed. */
export async function listDemoCards(cards: DemoCards): Promise<readonly DemoCard[]> {
  const listed = await cards.list()
  return Promise.all(
    listed.map(async (card, i) => {
      const tries = await cards.withCard(card.name, readTries)
      const before = listed.slice(0, i).filter(({ holder }) => holder === card.holder).length
      const holder = before === 0 ? card.holder : demoCardCopy.nextOf(card.holder, before + 1)
      return { ...card, owner: card.holder, holder, triesLeft: tries.ok ? tries.value.triesLeft : 0 }
    }),
  )
}

/** Sandbox only: the server holds the card, and everything after it is what any other card goes through. */
export async function logInWithDemoCard(
  world: World,
  options: { cards: DemoCards; login: string; card: string; pin: string; acceptLastTry: boolean },
): Promise<Verdict<LoggedIn, CardCode | LogInCode>> {
  const { cards, login, card, pin, acceptLastTry } = options
  const { config, deps, db } = world
  assert(config.mode === 'sandbox', 'demo cards exist in the sandbox only')
  const known = (await cards.list()).find(({ name }) => name === card)
  if (known === undefined) return no('LOGIN_CARD_UNKNOWN')
  const challenge = await issueChallenge({ db, random: deps.random, clock: deps.clock, login })
  const spoken = await cards.withCard(card, (transmit) =>
    logInWithCard(transmit, { pin, origin: config.origin, challenge, vaultSalt: world.vaultSalt, acceptLastTry }),
  )
  if (!spoken.ok) return spoken
  const { certificate, signature, wrappingKey } = spoken.value
  assert(wrappingKey !== undefined, 'a salt was given, so there is a wrapping key')
  return logIn(world, { login, certificate, signature, wrappingKey, channel: 'page', holder: known.holder })
}
