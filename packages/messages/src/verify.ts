import { verify } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { hex, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { hashLeaf, rootFromPath } from '@madoguchi/ledger'
import type { PartyKind } from './define-message.ts'
import type { DirectoryView } from './directory.ts'
import type { Envelope } from './envelope.ts'
import { readContent, readEnvelope } from './envelope.ts'
import type { MessageErrorCode } from './errors.ts'
import { messageId, partyId } from './fields.ts'
import type { MessageBody, MessageName } from './message/index.ts'
import { isMessageName, messages } from './message/index.ts'
import { isReaderKey } from './seal.ts'
import { encodeSignedRoot } from './sign.ts'

/** A message whose form, schema, sender and signature are verified. `digest` is the SHA-256 of the signed content. */
export type Received<Name extends MessageName = MessageName> = {
  [N in Name]: {
    readonly name: N
    readonly id: string
    readonly from: string
    readonly fromKind: PartyKind
    readonly to: string
    readonly notAfter: number
    readonly body: MessageBody<N>
    readonly payload: Bytes
    readonly digest: Bytes
    readonly enclosures: readonly Bytes[]
    /** The envelope as received, for forwarding and for keeping. */
    readonly bytes: Bytes
  }
}[Name]

export type Verifier = {
  /** Verifies one envelope. Expiry and addressee are the receiver's to judge: see `checkArrival`. Never throws. */
  verify(bytes: Bytes, at: Date): Verdict<Received, MessageErrorCode>
}

const rootsRememberedMax = 4096

/**
 * Verified roots are remembered by key, signature and root together, so that the messages of one batch cost one
 * signature check. The memory is bounded and forgets the oldest.
 */
export function makeVerifier(directory: DirectoryView): Verifier {
  const verifiedRoots = new Set<string>()

  function hasValidSignature(envelope: Envelope, root: Bytes, publicKey: Parameters<typeof verify>[2]): boolean {
    const name = `${envelope.keyId} ${envelope.size} ${hex.encode(root)} ${hex.encode(envelope.signature)}`
    if (verifiedRoots.has(name)) return true
    if (!verify(null, encodeSignedRoot(envelope.size, root), publicKey, envelope.signature)) return false
    if (verifiedRoots.size >= rootsRememberedMax) verifiedRoots.delete(verifiedRoots.values().next().value ?? '')
    verifiedRoots.add(name)
    return true
  }

  return {
    verify(bytes, at) {
      const envelope = readEnvelope(bytes)
      if (!envelope.ok) return envelope
      const content = readContent(envelope.value.content)
      if (!content.ok) return content
      const { name, id, from, to, notAfter, body, payload } = content.value
      const key = directory.findKey(from, envelope.value.keyId, at)
      // Our own directory ran out: that is no fault of the message, which must wait and not be refused.
      if (!directory.isLive(at)) return no('DIRECTORY_EXPIRED')
      if (key === undefined) return no('MESSAGE_SENDER_UNKNOWN')
      const { content: signed, index, size, path } = envelope.value
      const root = rootFromPath({ leafHash: hashLeaf(signed), index, size, path })
      if (root === undefined || !hasValidSignature(envelope.value, root, key.publicKey))
        return no('MESSAGE_SIGNATURE', { from })
      if (!isMessageName(name)) return no('MESSAGE_UNKNOWN', { from })
      const definition = messages[name]
      if (!(definition.from as readonly PartyKind[]).includes(key.kind))
        return no('MESSAGE_SENDER_NOT_ALLOWED', { from, name })
      if (!('payload' in definition) && payload.length > 0) return no('MESSAGE_SCHEMA', { from, name })
      if (!('encloses' in definition) && envelope.value.enclosures.length > 0)
        return no('MESSAGE_SCHEMA', { from, name })
      const parsed = definition.body.safeParse(parseJson(body))
      const isAddressed = messageId.safeParse(id).success && partyId.safeParse(to).success
      if (!parsed.success || !isAddressed || !hasUsableReaderKey(parsed.data))
        return no('MESSAGE_SCHEMA', { from, name })
      return ok({
        name,
        id,
        from,
        fromKind: key.kind,
        to,
        notAfter,
        body: parsed.data,
        payload,
        digest: sha256(signed),
        enclosures: envelope.value.enclosures,
        bytes,
      } as Received)
    },
  }
}

/** Longest life of a message, so that inbox ids need not be kept for ever. */
const lifetimeMsMax = 31 * 24 * 3600 * 1000

/** Is this message ours to act on, now? Called by whoever takes it in from the network. */
export function checkArrival(message: Received, self: string, at: Date): Verdict<undefined, MessageErrorCode> {
  if (message.to !== self) return no('MESSAGE_NOT_FOR_US', { to: message.to })
  const leftMs = message.notAfter - at.getTime()
  if (leftMs < 0) return no('MESSAGE_EXPIRED')
  return leftMs > lifetimeMsMax ? no('MESSAGE_SCHEMA', { name: message.name }) : ok()
}

/** A seal to a point of low order would be open to everybody: such a key is refused before anyone answers to it. */
function hasUsableReaderKey(body: MessageBody<MessageName>): boolean {
  if ('readerKey' in body && !isReaderKey(body.readerKey)) return false
  if ('deskKey' in body && !isReaderKey(body.deskKey)) return false
  return !('checkKey' in body) || body.checkKey === undefined || isReaderKey(body.checkKey)
}

/** JSON exactly as a serialiser writes it without white space, so that no two readers read two things in it. */
function parseJson(bytes: Bytes): unknown {
  try {
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? value : undefined
  } catch {
    // Not JSON, not UTF-8: undefined fits no schema, so that the message is refused by name.
    return undefined
  }
}
