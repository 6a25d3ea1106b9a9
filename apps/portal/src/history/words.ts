import { speak } from '../shell/words.ts'
import { type HistoryWords, ja } from './words.ja.ts'

/** Who exchanged what about somebody. */
export const historyWords = speak<HistoryWords>({ ja })
