import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { buildTree, hashLeaf } from '@madoguchi/ledger'
import type { Composed, Draft } from './compose.ts'
import { composeMessages } from './compose.ts'
import { encodeEnvelope } from './envelope.ts'
import type { SigningKey } from './keys.ts'
import { limits } from './limits.ts'

const context = utf8.encode('madoguchi/batch/1\n')

/** The bytes under the signature of a batch: context ‖ number of messages (8 bytes, big endian) ‖ root. */
export function encodeSignedRoot(size: number, root: Bytes): Bytes {
  const count = new DataView(new ArrayBuffer(8))
  count.setBigUint64(0, BigInt(size))
  return concat(context, new Uint8Array(count.buffer), root)
}

export type Signed = Composed & { readonly bytes: Bytes }

/** A message that needs a signature, and who may compare what stands under it. */
type Leaf = { readonly message: Composed; readonly reader: string }
/** How a message gets from its content to the signature. */
type Proof = {
  readonly signature: Bytes
  readonly size: number
  readonly index: number
  readonly path: readonly Bytes[]
}

/**
 * Signs many messages at once: one Ed25519 signature a reader, over the Merkle root of all contents that are for it (RFC 6962
 * hashing), those of enclosures that lack a signature among them. So what two readers get has no root and no hash in common
 * by which they could tell that it was signed together (invariant 18), and no reader finds an order in it. Gives the
 * drafts' messages in the drafts' order, not the enclosed ones. A batch of one is an ordinary signature.
 * Throws what `composeMessages` throws.
 */
export function signBatch(options: {
  from: string
  key: SigningKey
  drafts: readonly Draft[]
  random?: Random
}): Signed[] {
  const { from, key, drafts } = options
  if (drafts.length === 0) return []
  const outer = composeMessages(options)
  const leaves = outer.flatMap(listLeaves)
  const proofs = new Map<Composed, Proof>()
  for (const group of Map.groupBy(leaves, ({ reader }) => reader).values()) signTogether(group, key, proofs)
  const envelopes = new Map<Composed, Bytes>()
  for (const { message } of leaves) {
    assert(message.from === from, 'a message of another party under our signature')
    const { content, draft } = message
    // What is enclosed stands before what encloses it, so its envelope is there.
    const enclosures = (draft.enclosures ?? []).map((one) => (isBytes(one) ? one : (envelopes.get(one) as Bytes)))
    const proof = proofs.get(message) as Proof
    envelopes.set(message, encodeEnvelope({ content, keyId: key.keyId, ...proof, enclosures }))
  }
  return outer.map((message) => ({ ...message, bytes: envelopes.get(message) as Bytes }))
}

/** Leaves stand in the order of their hashes, which says nothing: not who came first, nor what belongs to what. */
function signTogether(leaves: readonly Leaf[], key: SigningKey, proofs: Map<Composed, Proof>): void {
  assert(leaves.length <= limits.signedTogetherMax, 'too many messages under one signature')
  const hashed = leaves.map(({ message }) => ({ message, hash: hashLeaf(message.content) }))
  hashed.sort((a, b) => Buffer.compare(a.hash, b.hash))
  const { size, root, path } = buildTree(hashed.map(({ hash }) => hash))
  const signature = new Uint8Array(sign(null, encodeSignedRoot(size, root), key.privateKey))
  for (const [index, { message }] of hashed.entries())
    proofs.set(message, { signature, size, index, path: path(index) })
}

/**
 * What a message encloses stands before it, and takes it along: whoever gets only the enclosed one cannot read of the
 * other more than a hash, and whoever gets both needs one verification.
 */
function listLeaves(message: Composed): Leaf[] {
  const enclosed = (message.draft.enclosures ?? []).flatMap((one) => (isBytes(one) ? [] : listLeaves(one)))
  return [...enclosed, { message, reader: enclosed[0]?.reader ?? message.draft.to }]
}

function isBytes(enclosure: Bytes | Composed): enclosure is Bytes {
  return enclosure instanceof Uint8Array
}
