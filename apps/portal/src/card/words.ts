import { speak } from '../shell/words.ts'
import { type CardWords, ja } from './words.ja.ts'

/** What the card can do besides logging in. */
export const cardWords = speak<CardWords>({ ja })
