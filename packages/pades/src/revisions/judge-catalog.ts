import { nameIn } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { hasNoStream, isSame, listChangedKeys, pairOf } from './comparison.ts'
import { listTrailerReferences } from './held-references.ts'
import { judgeForm } from './judge-form.ts'
import { isOnlyFrom } from './judge-references.ts'
import { judgeMetadata } from './judge-trailer.ts'
import { takeData } from './own-objects.ts'

/** The catalog (ISO 32000-2 7.7.2) and what hangs on it: the form, validation data, extensions, metadata. */
export function judgeCatalog(c: Comparison): void {
  const both = { old: c.before.catalog, now: c.now.catalog }
  const { number } = c.now.catalogRef
  c.claimed.add(number)
  const isOwn = hasNoStream(c, number) && isOnlyFrom(c, number, listTrailerReferences(c.before, 'Root'))
  if (c.renewed.has(number) && !isOwn) c.note('LATER_SHARED')
  for (const key of listChangedKeys(c, both)) {
    if (key === 'AcroForm' || key === 'DSS' || key === 'Extensions' || key === 'Metadata') continue
    const { now } = pairOf(both, key)
    if (key === 'Version' && /^[12]\.\d$/.test(nameIn(now) ?? '')) c.add('settings')
    else c.note(lively.has(key) ? 'LATER_SCRIPT' : 'LATER_CATALOG')
  }
  judgeForm(c)
  if (takeChanged(c, pairOf(both, 'Extensions'), isOfExtensions, false)) c.add('settings')
  // 12.8.4.3: certificates and what was asked about them. Nothing of it is shown, and nothing of it is what was signed.
  if (takeChanged(c, pairOf(both, 'DSS'), isOfSecurityStore, true)) c.add('validation data')
  judgeMetadata(c, pairOf(both, 'Metadata'))
}

const lively: ReadonlySet<string> = new Set(['OpenAction', 'AA', 'Names', 'URI'])

function isOfExtensions(key: string): boolean {
  return extensionKeys.has(key) || /^[A-Z]{4}$/.test(key)
}

const extensionKeys: ReadonlySet<string> = new Set([
  ...['Extensions', 'BaseVersion', 'ExtensionLevel', 'URL', 'ExtensionRevision', 'ISO_'],
])

/** Whether data that hang on the catalog are other data now; what may not hang there is told. */
function takeChanged(c: Comparison, { old, now }: Pair, keys: (key: string) => boolean, streams: boolean): boolean {
  const known = c.claimed.size
  const isPlain = takeData(c, { old, now }, keys, streams)
  const isChanged = !isSame(c, { old, now }) || c.claimed.size > known
  if (isChanged && (!isPlain || now.kind === 'null')) c.note('LATER_CATALOG')
  return isChanged
}

const storeKeys: ReadonlySet<string> = new Set([
  ...['DSS', 'VRI', 'Certs', 'CRLs', 'OCSPs', 'Cert', 'CRL', 'OCSP', 'TU', 'TS'],
])

function isOfSecurityStore(key: string): boolean {
  return storeKeys.has(key) || /^[0-9A-F]{40}$/i.test(key)
}
