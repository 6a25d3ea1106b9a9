import { speak } from '../shell/words.ts'
import { ja, type LogInWords } from './words.ja.ts'

/** From the log-in to the new card. */
export const logInWords = speak<LogInWords>({ ja })
