import { ja } from './words.ja.ts'

/** For pages that do not ask their reader's language yet. */
export const frameCopy = ja.frame
