import { formatDate } from '@madoguchi/kit'
import type { Reader } from '../shell/words.ts'
import { fillWords } from './words.ts'

/** An ISO day and today’s: a last day that is over is said to be. */
export function sayLastDay({ lastDay, today }: { lastDay: string; today: string }, reader: Reader): string {
  const words = fillWords(reader).print
  return lastDay < today ? words.late(formatDate(lastDay)) : words.lastDay(formatDate(lastDay))
}
