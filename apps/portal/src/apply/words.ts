import { speak } from '../shell/words.ts'
import { type ApplyWords, ja } from './words/ja/index.ts'

/** Sending a form, and what becomes of it. */
export const applyWords = speak<ApplyWords>({ ja })
