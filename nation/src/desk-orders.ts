import type { Bytes } from '@madoguchi/kit'
import { base64 } from '@madoguchi/kit'
import { z } from 'zod'

const word = z.string().min(1).max(200)
const certificate = z
  .string()
  .max(32 * 1024)
  .transform((text, context): Bytes => {
    try {
      return base64.decode(text)
    } catch {
      context.addIssue('not base64')
      return z.NEVER
    }
  })

const order = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('enrol'), certificate, resident: word }),
  z.strictObject({ command: z.literal('revoke'), certificate, reason: word }),
  z.strictObject({ command: z.literal('residents') }),
  z.strictObject({ command: z.literal('renew'), card: word, keepsOld: z.boolean() }),
])

/** What the command line asks of the registry of a demo that runs. */
export type Order = z.output<typeof order>

/** Undefined for anything that is not a whole order: nothing is guessed of what somebody with root's rights wrote. */
export function readOrder(text: string): Order | undefined {
  const read = order.safeParse(parseJson(text))
  return read.success ? read.data : undefined
}

export function writeOrder(given: Order): string {
  return JSON.stringify('certificate' in given ? { ...given, certificate: base64.encode(given.certificate) } : given)
}

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

function verdict<T, C extends string>(value: z.ZodType<T>, code: z.ZodType<C>) {
  return z.union([z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), code, facts })])
}

/** What the desk says to each order, as the command line reads it. */
export const replies = {
  enrol: verdict(z.object({ residentCode: z.string(), isTrusted: z.boolean() }), z.string()),
  // A value of undefined is left out by JSON.
  revoke: verdict(z.undefined(), z.string()),
  residents: z.array(z.object({ residentCode: z.string(), name: z.string() })),
  renew: verdict(
    z.object({ name: z.string(), pin: z.string(), password: z.string().nullable(), resident: z.string() }),
    z.enum(['CARD_UNKNOWN', 'RESIDENT_UNKNOWN']),
  ),
} as const

/** Undefined, which fits no schema here, for what is not JSON. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
