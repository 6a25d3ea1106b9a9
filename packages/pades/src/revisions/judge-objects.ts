import { equalBytes } from '@madoguchi/kit'
import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { IndirectObject } from '../pdf/read-object.ts'
import { readStream } from '../pdf/read-object.ts'
import type { PdfDict } from '../pdf/value.ts'
import { entryOf, nameIn } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { isSame } from './comparison.ts'
import { readFieldType } from './form-field.ts'
import { belowParent } from './form-nodes.ts'
import { judgeFilledField } from './judge-filled-field.ts'
import { judgeAnnotations, judgePage } from './judge-page.ts'
import { judgeRenewedValue } from './judge-renewed-value.ts'
import { isWhollyNamed } from './pack-contents.ts'

/** What was renewed or added and is no part of catalog or form: pages, fields, and what nobody may change. */
export function judgeObjects(c: Comparison): void {
  for (const number of [...c.renewed, ...c.added]) judgeKind(c, number)
  for (const number of c.renewed) judgeTwins(c, number)
  for (const number of c.renewed) if (!c.claimed.has(number)) judgeRenewed(c, number)
  for (const number of c.renewed) if (!c.claimed.has(number)) noteObject(c, c.now.find(number))
  for (const number of c.added) {
    spend(c.now.budget, 'steps', 1)
    if (c.references().has(number, c.endBytes)) c.note('LATER_DANGLING')
    else if (!c.claimed.has(number)) judgeUnclaimed(c, number)
  }
}

/** What some find by itself, by a hint of the file or among all objects, is nothing that was another thing before. */
function judgeKind(c: Comparison, number: number): void {
  const kindIn = ({ find, resolve }: Pdf) => {
    const value = find(number)?.value
    return value?.kind === 'dict' ? nameIn(resolve(entryOf(value, 'Type'))) : undefined
  }
  const kind = kindIn(c.now)
  if (kind === undefined || (c.renewed.has(number) && kindIn(c.before) === kind)) return
  if (foundAlone.has(kind)) c.note(kind === 'Catalog' ? 'LATER_CATALOG' : 'LATER_PAGE')
  if (isOfFile(kind) && !isInUse(c, number, kind)) c.note('LATER_BYTES')
}

/** Cross-reference and object streams are how a file is written, not what it says, as long as nothing else is in them. */
function isOfFile(kind: string | undefined): boolean {
  return kind === 'ObjStm' || kind === 'XRef'
}

function isInUse({ now }: Comparison, number: number, kind: string): boolean {
  const entry = now.xref.get(number)
  return kind === 'ObjStm' ? isWhollyNamed(now, number) : entry?.kind === 'offset' && isSection(now, entry.offset)
}

const foundAlone: ReadonlySet<string> = new Set(['Catalog', 'Pages', 'Page', 'Template'])

/**
 * Where the signed part says behind an object that the same one begins, a program that rebuilds the cross-reference showed
 * that one, and nobody knows what the signer saw; now it shows the new one.
 */
function judgeTwins(c: Comparison, number: number): void {
  const entry = c.before.xref.get(number)
  const pack = entry?.kind === 'packed' ? c.before.xref.get(entry.stream) : entry
  const own = entry?.kind === 'packed' ? undefined : c.before.find(number)
  const at = own?.value.at ?? (pack?.kind === 'offset' ? pack.offset : 0)
  if (c.references().hasHead(number, at, c.endBytes)) c.note('LATER_UNREADABLE')
}

function judgeRenewed(c: Comparison, number: number): void {
  const [old, now] = [c.before.find(number), c.now.find(number)]
  if (old === undefined || now === undefined) return
  if (isSame(c, { old: old.value, now: now.value }) && isSameStream(c, old, now)) c.claimed.add(number)
  else if (c.formNodes().values.has(number)) judgeRenewedValue(c, number)
  else if (old.value.kind === 'array' && now.value.kind === 'array')
    judgeAnnotations(c, { number, old: old.value, now: now.value })
  else if (old.value.kind !== 'dict' || now.value.kind !== 'dict') return
  else if (old.streamAt !== undefined || now.streamAt !== undefined) return
  else if (nameIn(c.now.resolve(entryOf(now.value, 'Type'))) === 'Page')
    judgePage(c, number, { old: old.value, now: now.value })
  else judgeField(c, number, { old: old.value, now: now.value })
}

/** What the signed form leads to, with a type of its own or from above: what else says that it is a field is none. */
function judgeField(c: Comparison, number: number, { old, now }: Pair<PdfDict>): void {
  const nodes = c.formNodes()
  const pair = { old: belowParent(nodes, number, old), now: belowParent(nodes, number, now) }
  if (nodes.numbers.has(number) && readFieldType(c.now, pair.now) !== undefined) judgeFilledField(c, number, pair)
}

function isSameStream(c: Comparison, old: IndirectObject, now: IndirectObject): boolean {
  if (old.streamAt === undefined || now.streamAt === undefined) return old.streamAt === now.streamAt
  const [before, after] = [readEncoded(c.before, old), readEncoded(c.now, now)]
  spend(c.now.budget, 'bytes', Math.min(before.length, after.length))
  return equalBytes(before, after)
}

function readEncoded({ bytes, budget, resolve }: Pdf, object: IndirectObject) {
  return readStream({ bytes, object, budget, resolve }).encoded
}

function judgeUnclaimed(c: Comparison, number: number): void {
  const value = c.now.find(number)?.value
  if (value?.kind !== 'dict' || !isOfFile(nameIn(c.now.resolve(entryOf(value, 'Type'))))) c.add('unused objects')
}

function isSection({ xref, budget }: Pdf, offset: number): boolean {
  spend(budget, 'steps', xref.sections.length)
  return xref.sections.some(({ parts }) => parts.some(({ at }) => at === offset))
}

/** Something else of the document is another thing now: what it is, as far as it says so. */
function noteObject(c: Comparison, object: IndirectObject | undefined): void {
  const dict = object?.value.kind === 'dict' ? object.value : undefined
  const nameOf = (key: string) => (dict === undefined ? undefined : nameIn(c.now.resolve(entryOf(dict, key))))
  if (nameOf('Subtype') === 'Form') c.note('LATER_APPEARANCE')
  else if (object?.streamAt !== undefined) c.note('LATER_CONTENT')
  else if (nameOf('Type') === 'Annot' || (nameOf('Subtype') !== undefined && dict?.entries.has('Rect') === true))
    c.note('LATER_ANNOTATION')
  else if (nameOf('S') !== undefined) c.note('LATER_SCRIPT')
  else c.note('LATER_OBJECT')
}
