import { foldKana } from './kana.ts'

const small = 'ァィゥェォッャュョヮヵヶ'
const large = 'アイウエオツヤユヨワカケ'
/** Names have few parts; more of them are compared in the order in which they stand. */
const partsMax = 4

/**
 * Whether the holder of an account and a person have the same name in kana. Width, small letters, marks of voice that
 * stand apart, lines for ー, spaces and the order of family and given name make no difference.
 */
export function isSameHolder(holder: string, person: string): boolean {
  const [a, b] = [splitName(holder), splitName(person)]
  const whole = b.join('')
  if (listOrders(a).includes(whole)) return true
  return listOrders(b).includes(a.join(''))
}

function splitName(kana: string): readonly string[] {
  const folded = foldKana(kana)
    .toUpperCase()
    .replace(/[ァィゥェォッャュョヮヵヶ]/g, (letter) => large[small.indexOf(letter)] ?? letter)
    .replace(/[-‐－]/g, 'ー')
  return folded.split(/[\s・.,，．]+/).filter((part) => part !== '')
}

/** The name in every order of its parts, without spaces. */
function listOrders(parts: readonly string[]): readonly string[] {
  if (parts.length <= 1 || parts.length > partsMax) return [parts.join('')]
  return parts.flatMap((part, at) => listOrders(parts.filter((_, index) => index !== at)).map((rest) => part + rest))
}
