import assert from 'node:assert/strict'
import type { CardCode } from '@madoguchi/card'
import { logIn as logInWithCard, readTries } from '@madoguchi/card'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { DemoCards } from '../shell/deps.ts'
import type { Reader } from '../shell/words.ts'
import type { LogIn } from './log-in.ts'
import type { LoggedIn, LogInCode } from './waiting-log-ins.ts'
import { logInWords } from './words.ts'

export type OfferedCard = {
  readonly name: string
  readonly owner: string
  /** What the card is called: its owner, and which of theirs it is where there are several. */
  readonly holder: string
  readonly pin?: string
  readonly triesLeft: number
}

/** The demo cards with the tries that each PIN has left: said before anything is typed. */
export async function listDemoCards(cards: DemoCards, reader: Reader): Promise<readonly OfferedCard[]> {
  const listed = await cards.list()
  return Promise.all(
    listed.map(async (card, i) => {
      const tries = await cards.withCard(card.name, readTries)
      const before = listed.slice(0, i).filter(({ holder }) => holder === card.holder).length
      const holder = before === 0 ? card.holder : logInWords(reader).demoCard.nextOf(card.holder, before + 1)
      return { ...card, owner: card.holder, holder, triesLeft: tries.ok ? tries.value.triesLeft : 0 }
    }),
  )
}

export type LogInWithDemoCard = (options: {
  login: string
  card: string
  pin: string
  acceptLastTry: boolean
}) => Promise<Verdict<LoggedIn, CardCode | LogInCode>>

/** Sandbox only: the server holds the card, and everything after it is what any other card goes through. */
export function makeLogInWithDemoCard(
  cards: DemoCards,
  means: { origin: string; vaultSalt: Bytes; issueChallenge: (login: string) => Promise<Bytes>; logIn: LogIn },
): LogInWithDemoCard {
  const { origin, vaultSalt, issueChallenge, logIn } = means
  return async ({ login, card, pin, acceptLastTry }) => {
    const known = (await cards.list()).find(({ name }) => name === card)
    if (known === undefined) return no('LOGIN_CARD_UNKNOWN')
    const challenge = await issueChallenge(login)
    const spoken = await cards.withCard(card, (transmit) =>
      logInWithCard(transmit, { pin, origin, challenge, vaultSalt, acceptLastTry }),
    )
    if (!spoken.ok) return spoken
    const { certificate, signature, wrappingKey } = spoken.value
    assert(wrappingKey !== undefined, 'a salt was given, so there is a wrapping key')
    return logIn({ login, certificate, signature, wrappingKey, channel: 'page', holder: known.holder })
  }
}
