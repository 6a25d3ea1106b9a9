import { isOfficerText } from '../../officer-text.ts'

/** Some lines for people: undefined where there are too many signs, or some that a screen or a paper cannot show. */
export function readLines(typed: URLSearchParams, name: string, charsMax: number): string | undefined {
  const text = (typed.get(name) ?? '').replaceAll('\r\n', '\n').replaceAll('\t', ' ').normalize('NFC').trim()
  if (text.length > charsMax) return undefined
  const areLines = text.split('\n').every((line) => line.trim() === '' || isOfficerText(line, charsMax))
  return areLines ? text : undefined
}
