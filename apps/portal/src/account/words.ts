import { speak } from '../shell/words.ts'
import { type AccountWords, ja } from './words.ja.ts'

/** What is kept of somebody, what they did, and the mails. */
export const accountWords = speak<AccountWords>({ ja })
