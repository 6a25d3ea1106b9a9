import type { Bytes, Random } from '@madoguchi/kit'
import { AppError, hourMs, makeIds, sha256, utf8 } from '@madoguchi/kit'
import type { PartyKind } from './define-message.ts'
import { encodeContent } from './envelope.ts'
import { limits } from './limits.ts'
import type { MessageBody, MessageName } from './message/index.ts'
import { messages } from './message/index.ts'

const empty = new Uint8Array(0)

export type Draft<Name extends MessageName = MessageName> = {
  [N in Name]: {
    readonly name: N
    readonly to: string
    readonly body: MessageBody<N>
    readonly payload?: Bytes
    /** Envelopes, verbatim; or messages of our own, which `signBatch` signs together with this one. */
    readonly enclosures?: readonly (Bytes | Composed)[]
    /** Milliseconds since 1970; the message is worth nothing after it. What agencies read lives to the end of that hour. */
    readonly notAfter: number
  }
}[Name]

/** A message that only lacks its signature: its id is drawn and its content stands, so that another can name its digest. */
export type Composed = {
  readonly id: string
  readonly from: string
  readonly draft: Draft
  readonly content: Bytes
  readonly digest: Bytes
}

/**
 * Draws the ids and writes the contents. The 128 random bits of an id are also what keeps a content from being guessed by
 * whoever sees its hash in another message's path: protocol/README.md, "Signing". What agencies read ends on a whole hour
 * (see `endOf`), and the draft that comes back says so. The bodies are trusted to fit their schemas (the types say so).
 * Throws AppError MESSAGE_TOO_LARGE for what every receiver would refuse by its size.
 */
export function composeMessages(options: { from: string; drafts: readonly Draft[]; random?: Random }): Composed[] {
  const { from, drafts, random } = options
  const ids = makeIds('msg', drafts.length, random)
  return drafts.map((given, i) => {
    const id = ids[i] as string
    const draft = { ...given, notAfter: endOf(given) }
    const body = utf8.encode(JSON.stringify(draft.body))
    const payload = draft.payload ?? empty
    demandSizes(draft, body, payload)
    const content = encodeContent({ name: draft.name, id, from, to: draft.to, notAfter: draft.notAfter, body, payload })
    return { id, from, draft, content, digest: sha256(content) }
  })
}

/**
 * To the millisecond, the end of a message would be a number that all questions of one moment share: agencies that compare
 * what they were asked would find each citizen's questions by it (invariant 18).
 */
function endOf({ name, notAfter }: Draft): number {
  const isReadByAgencies = (messages[name].to as readonly PartyKind[]).includes('agency')
  return isReadByAgencies ? Math.ceil(notAfter / hourMs) * hourMs : notAfter
}

function demandSizes(draft: Draft, body: Bytes, payload: Bytes): void {
  const payloadSizeBytesMax = draft.name === 'datum' ? limits.datumSizeBytesMax : limits.payloadSizeBytesMax
  if (body.length <= limits.bodySizeBytesMax && payload.length <= payloadSizeBytesMax) return
  throw new AppError('MESSAGE_TOO_LARGE', 'A message of ours is larger than any receiver takes.', {
    facts: { name: draft.name, bodySizeBytes: body.length, payloadSizeBytes: payload.length },
  })
}
