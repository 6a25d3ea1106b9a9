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

/**
 * Signs many messages at once: one Ed25519 signature over the Merkle root of all contents (RFC 6962 hashing), those of
 * enclosures that lack a signature among them. Gives the drafts' messages, not the enclosed ones. A batch of one is an
 * ordinary signature. Throws what `composeMessages` throws.
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
  const leaves = outer.flatMap(listWithEnclosed)
  assert(leaves.length <= limits.signedTogetherMax, 'too many messages under one signature')
  const tree = buildTree(leaves.map(({ content }) => hashLeaf(content)))
  const signature = new Uint8Array(sign(null, encodeSignedRoot(tree.size, tree.root), key.privateKey))
  const envelopes = new Map<Composed, Bytes>()
  for (const [index, leaf] of leaves.entries()) {
    assert(leaf.from === from, 'a message of another party under our signature')
    // What is enclosed stands before what encloses it, so its envelope is there.
    const enclosures = (leaf.draft.enclosures ?? []).map((one) => (isBytes(one) ? one : (envelopes.get(one) as Bytes)))
    const proof = { keyId: key.keyId, signature, size: tree.size, index, path: tree.path(index) }
    envelopes.set(leaf, encodeEnvelope({ content: leaf.content, ...proof, enclosures }))
  }
  return outer.map((message) => ({ ...message, bytes: envelopes.get(message) as Bytes }))
}

function listWithEnclosed(message: Composed): Composed[] {
  const { enclosures = [] } = message.draft
  return [...enclosures.flatMap((one) => (isBytes(one) ? [] : listWithEnclosed(one))), message]
}

function isBytes(enclosure: Bytes | Composed): enclosure is Bytes {
  return enclosure instanceof Uint8Array
}
