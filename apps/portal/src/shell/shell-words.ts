import { ja, type ShellWords } from './words.ja.ts'
import { speak } from './words.ts'

/** What stands on every page, or is said whatever somebody came for. */
export const shellWords = speak<ShellWords>({ ja })
