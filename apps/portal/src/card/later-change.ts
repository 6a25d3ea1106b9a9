import type { LaterChange } from '@madoguchi/pades'
import { isContentSame } from '@madoguchi/pades'
import type { Reader } from '../shell/words.ts'
import type { Detail } from './verified.ts'
import { cardWords } from './words.ts'

/** What came after a signature: in a sentence, and each thing by itself. */
export function describeLater(
  reader: Reader,
  later: LaterChange,
  detail: Detail,
): { readonly text: string; readonly lines: readonly string[] } {
  const { kinds } = cardWords(reader).verify.later
  const text = later.kind === 'additions' && isContentSame(later) ? kinds.same : kinds[later.kind]
  return { text, lines: listLater(reader, later, detail) }
}

/** Each thing that came, changes first. */
export function listLater(
  reader: Reader,
  { faults, additions }: Pick<LaterChange, 'faults' | 'additions'>,
  detail: Detail,
): readonly string[] {
  const { verify } = cardWords(reader)
  const { placed, ...copy } = verify.later
  const lines = [
    ...faults.map((one) => placed(copy.faults[one.code], one.page, one.field)),
    ...additions.map((one) => placed(copy.additions[one.kind], one.page, one.field)),
  ]
  const left = lines.length - detail.lines
  return left <= 0 ? lines : [...lines.slice(0, detail.lines), verify.moreLines(left)]
}
