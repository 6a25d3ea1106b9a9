import { speak } from '../shell/words.ts'
import { type FindWords, ja } from './words.ja.ts'

/** Finding a procedure. */
export const findWords = speak<FindWords>({ ja })
