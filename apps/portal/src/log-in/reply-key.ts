import type { Bytes, Random } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { deriveReaderKey, openSeal, seal } from '@madoguchi/messages'
import { z } from 'zod'

/** A mandate and the link code that comes with it, as the core gave them. */
export type Grant = { readonly mandate: string; readonly linkCode: string; readonly expiresAt: Date }

const said = z.strictObject({ mandate: z.string(), linkCode: z.string(), expiresAt: z.iso.datetime() })
const noDigest = new Uint8Array(0)

/**
 * The key of this process, to which other copies of the program seal what they hear for log-ins that wait here. It is nowhere else
 * and ends with it, as these log-ins do. One for all of them: each seal is bound to its acquisition, and a key costs 0.2 ms.
 */
export async function makeReplyKey(random: Random): Promise<ReaderKey> {
  const secret = random.bytes(32)
  try {
    return await deriveReaderKey(secret, 'mandates')
  } finally {
    secret.fill(0)
  }
}

export async function sealGrant(
  { mandate, linkCode, expiresAt }: Grant,
  { acquisition, replyKey }: { acquisition: string; replyKey: string },
): Promise<Bytes> {
  const plaintext = utf8.encode(JSON.stringify({ mandate, linkCode, expiresAt: expiresAt.toISOString() }))
  return seal({ readerKey: replyKey, plaintext, context: { exchange: acquisition, askDigest: noDigest } })
}

/** Undefined for what was sealed to another log-in. */
export async function openGrant(
  sealed: Bytes,
  { acquisition, replyKey }: { acquisition: string; replyKey: ReaderKey },
): Promise<Grant | undefined> {
  const opened = await openSeal({
    readerKey: replyKey,
    sealed,
    context: { exchange: acquisition, askDigest: noDigest },
  })
  if (!opened.ok) return undefined
  const { expiresAt, ...grant } = said.parse(JSON.parse(utf8.decode(opened.value)))
  return { ...grant, expiresAt: new Date(expiresAt) }
}
