import { speak } from '../shell/words.ts'
import { type FillWords, ja } from './words.ja.ts'

/** Filling a form in. */
export const fillWords = speak<FillWords>({ ja })
