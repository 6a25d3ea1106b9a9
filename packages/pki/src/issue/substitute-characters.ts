/**
 * A JPKI certificate holds characters of JIS X 0208 and JIS X 0212 only; others stand in it as a 代替文字, and a string of
 * digits tells which (1.2.392.200149.8.5.5.2 and .6). Municipalities choose the substitute; the sandbox has this list.
 */
const substitutes: Readonly<Record<string, string>> = {
  髙: '高',
  﨑: '崎',
  𠮷: '吉',
  德: '徳',
  栁: '柳',
  '\ufa10': '塚',
}

/** What stands where the list has nothing. */
const fallback = '〓'

export type Substituted = { readonly text: string; readonly marks: string }

/** Gives the function that writes a text as a certificate can hold it; making it costs some milliseconds, once. */
export function makeSubstituter(): (text: string) => Substituted {
  const characters = makeCharacterSet()
  return (text) => substituteCharacters(text, characters)
}

/** With a digit for each character: 1 where it is a substitute. */
function substituteCharacters(text: string, characters: ReadonlySet<string>): Substituted {
  // A variation selector tells the shape of the character before it, which no certificate can.
  const shapes = Array.from(
    text.matchAll(/(.)([\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]?)/gu),
    ([, base = '', shape = '']) => {
      const isHeld = characters.has(base)
      return { text: isHeld ? base : (substitutes[base] ?? fallback), mark: isHeld && shape === '' ? '0' : '1' }
    },
  )
  return { text: shapes.map((one) => one.text).join(''), marks: shapes.map(({ mark }) => mark).join('') }
}

const rowsOf0212: ReadonlySet<number> = new Set([2, 6, 7, 9, 10, 11, ...Array.from({ length: 62 }, (_, i) => 16 + i)])

/** JIS X 0208 without the rows that makers added, and JIS X 0212, by way of EUC-JP. Printable ASCII passes too. */
function makeCharacterSet(): ReadonlySet<string> {
  const decoder = new TextDecoder('euc-jp')
  const codes: number[] = []
  for (let row = 1; row <= 94; row++) {
    for (let cell = 1; cell <= 94; cell++) {
      if (row <= 8 || (row >= 16 && row <= 84)) codes.push(0xa0 + row, 0xa0 + cell)
      if (rowsOf0212.has(row)) codes.push(0x8f, 0xa0 + row, 0xa0 + cell)
    }
  }
  for (let code = 0x20; code < 0x7f; code++) codes.push(code)
  // Four of JIS X 0208 that this decoder gives in the forms of another vendor.
  const all = new Set([...decoder.decode(Uint8Array.from(codes)), '〜', '−', '—', '‖'])
  all.delete('\ufffd')
  return all
}
