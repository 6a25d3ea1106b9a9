import { speak } from '../shell/words.ts'
import { type InformationWords, ja } from './words.ja.ts'

/** Asking, and what comes back. */
export const informationWords = speak<InformationWords>({ ja })
