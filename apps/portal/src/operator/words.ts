import { speak } from '../shell/words.ts'
import { ja, type OperatorWords } from './words.ja.ts'

/** The operator's own page. */
export const operatorWords = speak<OperatorWords>({ ja })
