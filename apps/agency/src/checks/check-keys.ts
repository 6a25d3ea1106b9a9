import type { Bytes } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { deriveReaderKey } from '@madoguchi/messages'

/** The keys that citizens' requests for a check are sealed to: one a month, the same for everybody. */
export type CheckKeys = {
  /** Base64url, for an answer that is given now. */
  publicKeyAt(at: Date): Promise<string>
  /** For opening what came about an answer that was given then. */
  at(answeredAt: Date): Promise<ReaderKey>
}

/** More months than an answer waits at a portal. */
const keptMax = 3

/** A key follows from the secret and the month, so that an answer costs a look at a clock, and a restart loses nothing. */
export function makeCheckKeys(secret: Bytes): CheckKeys {
  const kept = new Map<string, Promise<ReaderKey>>()
  function keyAt(at: Date): Promise<ReaderKey> {
    const month = at.toISOString().slice(0, 7)
    const key = kept.get(month) ?? deriveReaderKey(secret, `check/${month}`)
    const [oldest] = kept.keys()
    if (!kept.has(month) && kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
    kept.set(month, key)
    return key
  }
  return { publicKeyAt: async (at) => (await keyAt(at)).publicKey, at: keyAt }
}
