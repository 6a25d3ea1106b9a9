import { decodeStream } from '../pdf/decode-stream.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readStream } from '../pdf/read-object.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, integerOf, nullValue } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { hasNoStream, isSame, listChangedKeys, pairOf, readAdded } from './comparison.ts'
import { listTrailerReferences } from './held-references.ts'
import { isOnlyFrom } from './judge-references.ts'

/** Of a section, not of the document: where it is, how it is packed, what its stream is written in. */
const ofSection: ReadonlySet<string> = new Set([
  ...['Prev', 'XRefStm', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms', 'Size', 'ID', 'Info'],
])

/** The newest trailer (ISO 32000-2 7.5.5): the same catalog, the same encryption, the first half of the same identifier. */
export function judgeTrailer(c: Comparison): void {
  const both = { old: c.before.xref.trailer, now: c.now.xref.trailer }
  const isOther = listChangedKeys(c, both).some((key) => !ofSection.has(key))
  const { old, now } = pairOf(both, 'Size')
  const isSmaller = (integerOf(now) ?? 0) < (integerOf(old) ?? 0)
  // Who rebuilds the cross-reference may take any of them.
  const newer = c.now.xref.sections.slice(0, Math.max(1, c.now.xref.sections.length - c.before.xref.sections.length))
  const root = entryOf(c.before.xref.trailer, 'Root')
  const isOtherRoot = newer.some(({ trailer }) => !isSame(c, { old: root, now: entryOf(trailer, 'Root') }))
  if (isOther || isOtherRoot || isSmaller || !isSame(c, { old: firstOfId(c.before), now: firstOfId(c.now) }))
    c.note('LATER_TRAILER')
  judgeInfo(c, pairOf(both, 'Info'))
}

function firstOfId(pdf: Pdf): PdfValue {
  const id = pdf.resolve(entryOf(pdf.xref.trailer, 'ID'))
  return id.kind === 'array' ? (id.items[0] ?? nullValue) : nullValue
}

/** 14.3.3: when and by which program the file was written may be told anew, what it is about may not. */
function judgeInfo(c: Comparison, { old, now }: Pair): void {
  const [before, dict] = [c.before.resolve(old), c.now.resolve(now)]
  if (now.kind === 'ref' && readAdded(c, now) === undefined && c.renewed.has(now.number)) {
    c.claimed.add(now.number)
    const isOwn = isOnlyFrom(c, now.number, listTrailerReferences(c.before, 'Info'))
    if (!isOwn || !hasNoStream(c, now.number)) c.note('LATER_SHARED')
  }
  if (dict.kind === 'null' && before.kind === 'null') return
  const nothing: PdfDict = { ...nullValue, kind: 'dict', entries: new Map() }
  const pair = { old: before.kind === 'dict' ? before : nothing, now: dict.kind === 'dict' ? dict : nothing }
  const changed = listChangedKeys(c, pair)
  const isDated = changed.every((key) => key === 'ModDate' || key === 'Producer')
  const isText = [...pair.now.entries.values()].every((value) => value.kind !== 'ref' || !c.renewed.has(value.number))
  if (!isDated || !isText) c.note('LATER_ABOUT')
  else if (changed.length > 0) c.add('dates')
}

const metadataBytesMax = 1024 * 1024

/** 14.3.2; the packet of the catalog, as far as it is not when and by what it was written. */
export function judgeMetadata(c: Comparison, { old, now }: Pair): void {
  const isRenewed = now.kind === 'ref' && (c.renewed.has(now.number) || c.added.has(now.number))
  if (!isRenewed && isSame(c, { old, now })) return
  if (now.kind === 'ref') c.claimed.add(now.number)
  const own = { holder: c.before.catalogRef.number, ref: old }
  if (now.kind === 'ref' && c.renewed.has(now.number) && !isOnlyFrom(c, now.number, [own])) c.note('LATER_SHARED')
  const [before, after] = [readPacket(c.before, old), readPacket(c.now, now)]
  const isPlain = after !== undefined && (before === undefined ? isEmptyPacket(after) : before === after)
  if (isPlain) c.add('dates')
  else c.note('LATER_ABOUT')
}

function readPacket(pdf: Pdf, ref: PdfValue): string | undefined {
  const object = ref.kind === 'ref' ? pdf.find(ref.number) : undefined
  if (object?.streamAt === undefined || object.value.kind !== 'dict') return undefined
  const { encoded } = readStream({ bytes: pdf.bytes, object, budget: pdf.budget, resolve: pdf.resolve })
  const data = decodeStream(object.value, encoded, pdf.budget)
  return data.length > metadataBytesMax ? undefined : withoutDates(Buffer.from(data).toString('utf8'))
}

const dated = '(?:xmp:ModifyDate|xmp:MetadataDate|xmp:CreatorTool|xmpMM:InstanceID|pdf:Producer)'
const datedElement = new RegExp(`<(${dated})>[^<>]*</\\1>|<\\?xpacket [^<>?]*\\?>`, 'g')
const attribute = String.raw`\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*')`
const tag = new RegExp(String.raw`<[\w:.-]+(?:${attribute})+\s*/?>`, 'g')
const datedAttribute = new RegExp(String.raw`^\s+(?:${dated}|xmlns:\w+|x:xmptk)\s*=`)

/** What looks like one of these, and stands in a text, a comment or another's value, is no date. */
function withoutDates(packet: string): string {
  return packet
    .replace(datedElement, '')
    .replace(tag, (one) => one.replace(new RegExp(attribute, 'g'), (each) => (datedAttribute.test(each) ? '' : each)))
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/ (?=\/?>)/g, '')
    .trim()
}

function isEmptyPacket(packet: string): boolean {
  return /^(?:<\/?(?:x:xmpmeta|rdf:RDF|rdf:Description)(?: rdf:about="")?\/?>)*$/.test(packet)
}
