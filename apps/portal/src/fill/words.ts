import { speak } from '../shell/words.ts'
import { type FillWords, ja } from './words/ja/index.ts'

/** Filling a form in. */
export const fillWords = speak<FillWords>({ ja })
