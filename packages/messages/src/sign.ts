import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { AppError, concat, makeIds, sha256, utf8 } from '@madoguchi/kit'
import { buildTree, hashLeaf } from '@madoguchi/ledger'
import type { Envelope } from './envelope.ts'
import { encodeContent, encodeEnvelope } from './envelope.ts'
import type { SigningKey } from './keys.ts'
import { limits } from './limits.ts'
import type { MessageBody, MessageName } from './message/index.ts'

const context = utf8.encode('madoguchi/batch/1\n')
const empty = new Uint8Array(0)

/** The bytes under the signature of a batch: context ‖ number of messages (8 bytes, big endian) ‖ root. */
export function encodeSignedRoot(size: number, root: Bytes): Bytes {
  const count = new DataView(new ArrayBuffer(8))
  count.setBigUint64(0, BigInt(size))
  return concat(context, new Uint8Array(count.buffer), root)
}

export type Draft<Name extends MessageName = MessageName> = {
  [N in Name]: {
    readonly name: N
    readonly to: string
    readonly body: MessageBody<N>
    readonly payload?: Bytes
    /** Other parties' envelopes, verbatim. */
    readonly enclosures?: readonly Bytes[]
    /** Milliseconds since 1970; the message is worth nothing after it. */
    readonly notAfter: number
  }
}[Name]

export type Signed = {
  readonly id: string
  readonly draft: Draft
  readonly content: Bytes
  readonly digest: Bytes
  readonly bytes: Bytes
}

/**
 * Signs many messages at once: one Ed25519 signature over the Merkle root of all contents (RFC 6962 hashing).
 * A batch of one is an ordinary signature. The bodies are trusted to fit their schemas (the types say so).
 * Throws AppError MESSAGE_TOO_LARGE for what every receiver would refuse by its size.
 */
export function signBatch(options: {
  from: string
  key: SigningKey
  drafts: readonly Draft[]
  random?: Random
}): Signed[] {
  const { from, key, drafts, random } = options
  if (drafts.length === 0) return []
  assert(drafts.length <= limits.signedTogetherMax, 'too many messages under one signature')
  const ids = makeIds('msg', drafts.length, random)
  const items = drafts.map((draft, i) => {
    const id = ids[i] as string
    const body = utf8.encode(JSON.stringify(draft.body))
    const payload = draft.payload ?? empty
    checkSizes(draft, body, payload)
    return {
      id,
      draft,
      content: encodeContent({ name: draft.name, id, from, to: draft.to, notAfter: draft.notAfter, body, payload }),
    }
  })
  const tree = buildTree(items.map(({ content }) => hashLeaf(content)))
  const signature = new Uint8Array(sign(null, encodeSignedRoot(tree.size, tree.root), key.privateKey))
  return items.map(({ id, draft, content }, index) => {
    const envelope: Envelope = {
      content,
      keyId: key.keyId,
      signature,
      size: tree.size,
      index,
      path: tree.path(index),
      enclosures: draft.enclosures ?? [],
    }
    return { id, draft, content, digest: sha256(content), bytes: encodeEnvelope(envelope) }
  })
}

function checkSizes(draft: Draft, body: Bytes, payload: Bytes): void {
  const payloadSizeBytesMax = draft.name === 'datum' ? limits.datumSizeBytesMax : limits.payloadSizeBytesMax
  if (body.length <= limits.bodySizeBytesMax && payload.length <= payloadSizeBytesMax) return
  throw new AppError('MESSAGE_TOO_LARGE', 'A message of ours is larger than any receiver takes.', {
    facts: { name: draft.name, bodySizeBytes: body.length, payloadSizeBytes: payload.length },
  })
}
