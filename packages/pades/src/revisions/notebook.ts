import type { LaterChangeCode } from '../errors.ts'
import { laterChangeErrors } from '../errors.ts'
import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { AdditionKind, LaterAddition, LaterChange, LaterFault } from './later-change.ts'

/** What a checker may object to: all of it, but where a test asks what a checker without one rule lets pass. */
export type Rules = ReadonlySet<LaterChangeCode>

export const allRules: Rules = new Set(Object.keys(laterChangeErrors) as LaterChangeCode[])

/** What was found between the signed revision and the document. */
export type Notebook = {
  note(code: LaterChangeCode, place?: Omit<LaterFault, 'code'>): void
  add(kind: AdditionKind, place?: Omit<LaterAddition, 'kind'>): void
  /** What was signed ended here, if it was a whole revision. */
  readChange(revisionBytes: number | undefined): LaterChange
}

/** What a reader is told of each kind; a form of a thousand fields is told of by its first ones, and a stamp beside it too. */
const toldMax = 20

export function openNotebook({ budget }: Pdf, rules: Rules): Notebook {
  const additions = new Map<string, LaterAddition>()
  const faults = new Map<string, LaterFault>()
  const told = new Map<string, number>()
  function put<T extends { readonly isSeen?: boolean }>(into: Map<string, T>, kind: string, of: T): void {
    spend(budget, 'steps', 1)
    const key = JSON.stringify(of)
    // What is seen is told beside any number of what is not.
    const group = `${kind} ${of.isSeen === true}`
    const count = told.get(group) ?? 0
    if (into.has(key) || count >= toldMax) return
    told.set(group, count + 1)
    into.set(key, of)
  }
  return {
    note: (code, place = {}) => {
      if (rules.has(code)) put(faults, code, { code, ...place })
    },
    add: (kind, place = {}) => put(additions, kind, { kind, ...place }),
    readChange: (revisionBytes) => {
      const found = [...faults.values()]
      const kind = found.length > 0 ? kindOf(found) : additions.size > 0 ? 'additions' : 'nothing'
      return { kind, additions: [...additions.values()], faults: found, revisionBytes }
    },
  }
}

/** What could not be read is no change, and not known to be none. */
function kindOf(faults: readonly LaterFault[]): 'changes' | 'unknown' {
  return faults.every(({ code }) => code === 'LATER_UNREADABLE') ? 'unknown' : 'changes'
}
