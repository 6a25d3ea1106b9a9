import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn, nullValue } from '../pdf/value.ts'
import type { Comparison } from './comparison.ts'
import { readAdded } from './comparison.ts'
import { readFieldName } from './form-field.ts'
import { judgeStamp } from './judge-stamp.ts'
import { takeLooks } from './looks.ts'
import { hasOnly, takeOwnObjects } from './own-objects.ts'
import { showText } from './show-text.ts'

/** What a signature field and its widget say of themselves (ISO 32000-2 12.7.5.5, 12.5.6.19). */
const plainKeys: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'V', 'Ff', 'F', 'Rect', 'P', 'AP', 'H', 'NM', 'M', 'Lock', 'Kids'],
  ...['Parent', 'MK', 'DA', 'Q', 'StructParent', 'CreationDate'],
])

/** A field that was not there: only a signature field with a signature and one plain widget at most. Gives its name. */
export function judgeNewField(c: Comparison, item: PdfValue): string | undefined {
  const field = item.kind === 'ref' ? readAdded(c, item)?.value : undefined
  if (field?.kind !== 'dict' || item.kind !== 'ref') {
    c.note('LATER_FORM')
    return undefined
  }
  const name = readFieldName(c.now, field)
  const place = { field: showText(name) }
  const kids = c.now.resolve(entryOf(field, 'Kids'))
  if (entryOf(field, 'Kids').kind === 'ref') takeAdded(c, entryOf(field, 'Kids'))
  const widgetRef = kids.kind === 'array' && kids.items.length === 1 ? kids.items[0] : undefined
  const kid = widgetRef?.kind === 'ref' ? readAdded(c, widgetRef)?.value : undefined
  const kind = takeSignature(c, entryOf(field, 'V'))
  const isWidgetPlain =
    kids.kind === 'null' || (kid?.kind === 'dict' && isOwnKid(kid, item.number) && isPlainField(c, kid, true))
  const isPlain = [isPlainField(c, field), isWidgetPlain, kind !== undefined].every(Boolean)
  if (!isPlain) c.note('LATER_WIDGET', place)
  const widget = kid?.kind === 'dict' ? kid : field
  const number = kid?.kind === 'dict' && widgetRef?.kind === 'ref' ? widgetRef.number : item.number
  c.widgets.add(number)
  const looks = takeLooks(c, number, { old: nullValue, now: entryOf(widget, 'AP') })
  const isSeen = entryOf(widget, 'Rect').kind !== 'null' || looks !== 'none'
  const stamp = isSeen ? judgeStamp(c, { widget, number, field: name, looks }) : undefined
  // What is more than a signature is not called one.
  if (isPlain) c.add(stamp !== undefined ? 'stamp' : (kind ?? 'signature'), { ...place, ...stamp })
  return name
}

/**
 * A widget of this field, or one that does not say whose it is, and of no other: from above it would be a field of that
 * one's kind, and drawn as such.
 */
function isOwnKid(kid: PdfDict, field: number): boolean {
  const parent = entryOf(kid, 'Parent')
  const isBare = ['Kids', 'T'].every((key) => entryOf(kid, key).kind === 'null')
  return (parent.kind === 'null' || (parent.kind === 'ref' && parent.number === field)) && isBare
}

function takeAdded(c: Comparison, value: PdfValue): void {
  if (value.kind === 'ref') readAdded(c, value)
}

function isPlainField(c: Comparison, dict: PdfDict, isKid = false): boolean {
  if (entryOf(dict, 'A').kind !== 'null' || entryOf(dict, 'AA').kind !== 'null') {
    c.note('LATER_SCRIPT')
    return hasOnly(dict, new Set([...plainKeys, 'A', 'AA']))
  }
  const type = nameIn(c.now.resolve(entryOf(dict, 'FT')))
  const subtype = nameIn(c.now.resolve(entryOf(dict, 'Subtype')))
  const isField = isKid
    ? type === undefined || type === 'Sig'
    : type === 'Sig' && entryOf(dict, 'Parent').kind === 'null'
  const isWidget = subtype === 'Widget' || (subtype === undefined && entryOf(dict, 'Rect').kind === 'null')
  const looks = c.now.resolve(entryOf(dict, 'MK'))
  const isUnadorned = looks.kind === 'null' || hasOnly(looks, new Set(['R']))
  const lock = { skipped: new Set<string>(), isAllowed: isOfLock, streams: false }
  return (
    isField && isWidget && isUnadorned && hasOnly(dict, plainKeys) && takeOwnObjects(c, entryOf(dict, 'Lock'), lock)
  )
}

function isOfLock(key: string): boolean {
  return ['Type', 'Action', 'Fields', 'P'].includes(key)
}

const signatureKeys: ReadonlySet<string> = new Set([
  ...['Type', 'Filter', 'SubFilter', 'Contents', 'Cert', 'ByteRange', 'Reference', 'Changes', 'Name', 'M', 'Location'],
  ...['Reason', 'ContactInfo', 'R', 'V', 'Prop_Build', 'Prop_AuthTime', 'Prop_AuthType'],
])

/** The signature dictionary (12.8.1) and what it consists of; undefined where there is none of its own. */
export function takeSignature(c: Comparison, value: PdfValue): 'signature' | 'document time stamp' | undefined {
  const dict = value.kind === 'ref' ? readAdded(c, value)?.value : undefined
  if (dict?.kind !== 'dict' || !hasOnly(dict, signatureKeys)) return undefined
  const walk = { skipped: new Set(['Data']), isAllowed: isOfSignature, streams: false }
  if (!takeOwnObjects(c, dict, walk) || entryOf(dict, 'Contents').kind !== 'string') return undefined
  const subFilter = nameIn(c.now.resolve(entryOf(dict, 'SubFilter')))
  return subFilter === 'ETSI.RFC3161' ? 'document time stamp' : 'signature'
}

function isOfSignature(key: string): boolean {
  return !['A', 'AA', 'JS', 'URI', 'OpenAction'].includes(key)
}
