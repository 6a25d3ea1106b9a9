import { spend } from '../pdf/budget.ts'
import { PdfError } from '../pdf/errors.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { openVersion } from '../pdf/open-pdf.ts'
import { entryOf } from '../pdf/value.ts'
import { accountForBytes } from './account-for-bytes.ts'
import type { Comparison } from './comparison.ts'
import { readFormNodes } from './form-nodes.ts'
import { judgeCatalog } from './judge-catalog.ts'
import { judgeLength } from './judge-length.ts'
import { judgeObjects } from './judge-objects.ts'
import { judgePointers } from './judge-pointers.ts'
import { judgeTrailer } from './judge-trailer.ts'
import type { LaterChange } from './later-change.ts'
import { listChanges } from './list-changes.ts'
import type { Notebook, Rules } from './notebook.ts'
import { allRules, openNotebook } from './notebook.ts'
import { readStandings } from './past-objects.ts'
import { readPermissions } from './read-permissions.ts'
import type { References } from './scan-references.ts'
import { scanReferences } from './scan-references.ts'
import { listAnnotationLists, listWidgetPages } from './widget-pages.ts'

/** Where a signature says that what it signs ends, and the object that holds it. */
export type SignedEnd = { readonly endBytes: number; readonly valueNumber: number }

/**
 * Tells of each signature what came after it. The bytes are looked through once for all of them, from the end of the
 * first signed revision on.
 */
export function openRevisions(
  pdf: Pdf,
  ends: readonly SignedEnd[],
  rules: Rules = allRules,
): (end: SignedEnd) => LaterChange {
  const first = ends.reduce((least, { endBytes }) => Math.min(least, endBytes), pdf.bytes.length)
  const account = accountForBytes(pdf, first)
  let references: References | undefined
  const readReferences = () => {
    references ??= scanReferences(pdf, listLaterNumbers(pdf, first))
    return references
  }
  return (end) => {
    const notebook = openNotebook(pdf, rules)
    const before = takePdfErrors(() => openVersion(pdf.source, end.endBytes))
    const judged =
      before &&
      takePdfErrors(() => {
        judgeRevision({ before, now: pdf, end, notebook, references: readReferences, account })
        return true
      })
    if (before === undefined) notebook.note('LATER_CHAIN')
    else if (judged === undefined) notebook.note('LATER_UNREADABLE')
    return notebook.readChange(before !== undefined && isEnd(before) ? end.endBytes : undefined)
  }
}

function takePdfErrors<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof PdfError) return undefined
    throw error
  }
}

type Revision = Pick<Comparison, 'before' | 'now' | 'references'> & {
  readonly end: SignedEnd
  readonly notebook: Notebook
  readonly account: ReturnType<typeof accountForBytes>
}

function judgeRevision({ before, now, end, notebook, references, account }: Revision): void {
  const { endBytes } = end
  const newer = now.xref.sections.length - before.xref.sections.length
  spend(now.budget, 'steps', now.xref.sections.length)
  const goesOn = newer >= 0 && before.xref.sections.every((section, i) => section === now.xref.sections[newer + i])
  const isSigned = before.xref.get(end.valueNumber)?.kind === 'offset'
  if (!goesOn || !isSigned || !isEnd(before)) notebook.note('LATER_CHAIN')
  if (!account.isWhole(endBytes, goesOn ? newer : Infinity)) notebook.note('LATER_BYTES')
  if (endBytes === now.bytes.length || (goesOn && newer === 0)) return
  const { renewed, added } = listChanges({ before, now, newer: goesOn ? newer : undefined, endBytes, notebook })
  const { note, add } = notebook
  const permissions = readPermissions(before)
  const c: Comparison = {
    ...{ before, now, endBytes, renewed, added, claimed: new Set(), widgets: new Set(), permissions, references, note },
    covered: new Map(),
    formNodes: readLate(() => readFormNodes(before)),
    widgetPages: readLate(() => listWidgetPages(now)),
    standings: readLate(() => readStandings(before)),
    annotationLists: readLate(() => listAnnotationLists(before)),
    add: (kind, place) => {
      const isAllowed = permissions.level !== 1 || certified.has(kind)
      if (!isAllowed) note('LATER_FORBIDDEN', place)
      add(kind, place)
    },
  }
  judgeLength(c)
  judgeTrailer(c)
  judgeCatalog(c)
  judgeObjects(c)
  judgePointers(c)
}

/** What may come after an author's certification that allows no changes (ISO 32000-2 12.8.2.2.2). */
const certified: ReadonlySet<string> = new Set([
  ...['document time stamp', 'validation data', 'dates', 'settings', 'unused objects'],
])

/** Read when somebody asks, and then once. */
function readLate<T extends object>(read: () => T): () => T {
  let known: T | undefined
  return () => {
    known ??= read()
    return known
  }
}

/** Whether the revision ends where its last `startxref` does: behind it are white space and comments. */
function isEnd({ bytes, xref }: Pdf): boolean {
  const tail = Buffer.from(bytes.subarray(xref.startXrefAt)).toString('latin1')
  return /^startxref\s+\d+\s*(%[^\r\n]*\s*)*$/.test(tail)
}

/**
 * Numbers of which a section that came after the first signed revision speaks, and those of appearances that these
 * objects are drawn with.
 */
function listLaterNumbers(pdf: Pdf, first: number): ReadonlySet<number> {
  const { xref, budget } = pdf
  const numbers = new Set<number>()
  xref.sections.forEach(({ entries }, index) => {
    if ((xref.offsets[index] ?? 0) < first) return
    spend(budget, 'steps', entries.size)
    for (const number of entries.keys()) numbers.add(number)
  })
  for (const number of [...numbers]) {
    const value = takePdfErrors(() => pdf.find(number))?.value
    const looks = value?.kind === 'dict' ? entryOf(value, 'AP') : value
    if (looks?.kind === 'ref') numbers.add(looks.number)
  }
  return numbers
}
