import { type KeyObject, sign, verify } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, base64url, concat, no, ok, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import { editionSchema } from '../edition/edition-schema.ts'
import type { FactsFileCode } from '../errors.ts'

/**
 * The facts of a network: every version that still matters in one file, oldest first, signed by the offline key that signs
 * the directory. The file's version is that of its last edition.
 */
const factsSchema = z
  .strictObject({
    network: z.string().min(1).max(64),
    issuedAt: z.iso.datetime({ precision: 3 }),
    editions: z.array(editionSchema).min(1).max(64),
  })
  .superRefine(({ editions }, context) => {
    for (const [at, { version, countsFrom }] of editions.entries()) {
      const before = editions[at - 1]
      if (before === undefined) continue
      if (version <= before.version)
        context.addIssue({ code: 'custom', path: ['editions', at, 'version'], message: 'is not above the one before' })
      if (countsFrom < before.countsFrom)
        context.addIssue({ code: 'custom', path: ['editions', at, 'countsFrom'], message: 'is before the one before' })
    }
  })

export type FactsDocument = z.infer<typeof factsSchema>

export const factsSizeBytesMax = 32 * 1024 * 1024
const context = utf8.encode('madoguchi/facts/1\n')

/**
 * JSON in, signed file out: `signature (base64url) \n json`. Throws AppError FACTS_MALFORMED, which names the place.
 * Only the holder of the offline key calls this.
 */
export function signFacts(document: FactsDocument, privateKey: KeyObject): Bytes {
  const checked = factsSchema.safeParse(document)
  if (!checked.success) {
    const at = placeOf(checked.error)
    throw new AppError('FACTS_MALFORMED', `No node would take these facts: ${at}.`, { facts: { at } })
  }
  const json = utf8.encode(JSON.stringify(checked.data))
  const signature = new Uint8Array(sign(null, concat(context, json), privateKey))
  return concat(utf8.encode(`${base64url.encode(signature)}\n`), json)
}

/** Verifies signed facts against the pinned key. Never throws; a refusal as malformed says where, once the signature is right. */
export function readFacts(bytes: Bytes, pinnedKey: KeyObject): Verdict<FactsDocument, FactsFileCode> {
  if (bytes.length > factsSizeBytesMax || bytes[86] !== 0x0a) return no('FACTS_MALFORMED')
  const json = bytes.subarray(87)
  try {
    const signature = base64url.decode(utf8.decode(bytes.subarray(0, 86)))
    if (!verify(null, concat(context, json), pinnedKey, signature)) return no('FACTS_SIGNATURE')
    const parsed = factsSchema.safeParse(JSON.parse(utf8.decode(json)))
    return parsed.success ? ok(parsed.data) : no('FACTS_MALFORMED', { at: placeOf(parsed.error) })
  } catch {
    // Not base64url, not UTF-8, not JSON: whatever it is, it is malformed.
    return no('FACTS_MALFORMED')
  }
}

/** As `editions.0.data.permissions.3.affair names what is not there`, cut where a path is longer than any of ours. */
export function placeOf(error: z.ZodError): string {
  const [first] = error.issues
  return `${(first?.path ?? []).join('.').slice(0, 200)} ${first?.message.slice(0, 100)}`
}
