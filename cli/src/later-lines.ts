import type { LaterChange } from '@madoguchi/pades'
import { isContentSame, laterCopy } from '@madoguchi/pades'

/** What came after a signature, in a line for each thing. */
export function formatLater(later: LaterChange): string {
  const { kinds, additions, faults, placed } = laterCopy
  const said = later.kind === 'additions' && isContentSame(later) ? kinds.same : kinds[later.kind]
  const lines = [
    ...later.faults.map((one) => `${placed(faults[one.code], one.page, one.field)}(${one.code})`),
    ...later.additions.map((one) => placed(additions[one.kind], one.page, one.field)),
  ]
  return [said, ...lines.map((line) => `・${line}`)].join('\n    ')
}
