import { hasMyNumberCheckDigit } from '@madoguchi/forms'

// Twelve digits that stand alone, also full-width, also in groups of four as on a card.
const digit = '[0-9\uff10-\uff19]'
const group = `${digit}{4}`
const number = new RegExp(
  `(?<![0-9A-Za-z\uff10-\uff19])${group}([- ]?)${group}\\1${group}(?![0-9A-Za-z\uff10-\uff19])`,
  'g',
)

/** How many numbers in a text could be a My Number: twelve digits with the check digit of 平成26年総務省令第85号5条. */
export function countMyNumbers(text: string): number {
  return [...text.matchAll(number)].filter(([found]) =>
    hasMyNumberCheckDigit(found.normalize('NFKC').replace(/[- ]/g, '')),
  ).length
}
