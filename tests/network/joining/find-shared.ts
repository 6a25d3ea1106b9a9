import { hex, hourMs, idPattern, sha256 } from '@madoguchi/kit'
import { hashLeaf, rootFromPath } from '@madoguchi/ledger'
import type { Opened, Read } from './listen.ts'
import { bodyOf, withEnclosed } from './listen.ts'

/**
 * What all questions share, whoever's they are: who speaks, to what end, what is asked, until when it lives, on which day it was
 * asked and by which version of the facts that day's questions are judged.
 */
const fieldsOfAll = new Set([
  ...['name', 'from', 'keyId', 'affair', 'type', 'inquirer', 'basis', 'notAfter', 'expiresAt', 'askedOn', 'facts'],
])
/** Characters of an id: so many would be found alike in one of ten thousand runs of the test by chance. */
const prefixLength = 6

type Value = { readonly field: string; readonly value: string }

/**
 * Every value that two parties could find in both of what they got, by its field, and every instant that is finer than an
 * hour. Nothing but the fields above may be shared; a field that is not known yet counts.
 */
export function findShared(one: readonly Read[], other: readonly Read[]): string[] {
  const [mine, theirs] = [one, other].map((reads) => reads.flatMap(listValues))
  const known = new Set(theirs?.map(nameOf))
  const shared = (mine ?? []).filter((value) => !fieldsOfAll.has(value.field) && known.has(nameOf(value)))
  const fine = [...(mine ?? []), ...(theirs ?? [])].filter(({ value }) => isFine(value))
  return [
    ...new Set([
      ...shared.map(({ field }) => `shared ${field}`),
      ...fine.map(({ field }) => `instant finer than an hour: ${field}`),
    ]),
  ].sort()
}

function listValues({ bytes }: Read): Value[] {
  return withEnclosed(bytes).flatMap((opened) => [...listProof(opened), ...listContent(opened)])
}

function listProof({ envelope }: Opened): Value[] {
  const { content, keyId, signature, size, index, path } = envelope
  const leafHash = hashLeaf(content)
  const root = rootFromPath({ leafHash, index, size, path }) ?? new Uint8Array(0)
  // Whatever stands in a tree counts by its hash alone: a leaf of one may be what stands beside a leaf of the other.
  const hashes = [leafHash, ...path].map((hash) => ({ field: 'hash', value: hex.encode(hash) }))
  return [
    { field: 'keyId', value: keyId },
    { field: 'signature', value: hex.encode(signature) },
    { field: 'root', value: hex.encode(root) },
    { field: 'digest', value: hex.encode(sha256(content)) },
    // Of one message it is root and leaf in one: then it is told as a root.
    ...hashes.filter(({ value }) => value !== hex.encode(root)),
  ]
}

function listContent({ content }: Opened): Value[] {
  const { name, id, from, to, notAfter } = content
  const fields = { name, id, from, to, notAfter, ...bodyOf(content) }
  return Object.entries(fields).flatMap(([field, value]) =>
    (typeof value === 'object' ? Object.values(value ?? {}) : [value]).flatMap((one) => listOne(field, String(one))),
  )
}

/** An id counts whole and by how it begins. */
function listOne(field: string, value: string): Value[] {
  if (!idPattern.test(value)) return [{ field, value }]
  return [
    { field: 'id', value },
    { field: 'id prefix', value: value.slice(value.indexOf('_') + 1).slice(0, prefixLength) },
  ]
}

function nameOf({ field, value }: Value): string {
  return `${field} ${value}`
}

function isFine(value: string): boolean {
  const at = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : /^\d{13}$/.test(value) ? Number(value) : 0
  return at % hourMs !== 0
}
