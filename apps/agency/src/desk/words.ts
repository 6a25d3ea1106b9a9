import { caseWords } from './case-words.ja.ts'
import { ja } from './words.ja.ts'

/** What the desk says: its officers read Japanese. */
export const deskWords = { ...ja, ...caseWords }
