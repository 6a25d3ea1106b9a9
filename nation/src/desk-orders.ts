import type { OfficerDesk } from '@madoguchi/agency'
import type { Bytes } from '@madoguchi/kit'
import { base64, ok } from '@madoguchi/kit'
import { z } from 'zod'

/** Asks the desk of a nation that runs. */
export type DeskCall = <T>(command: string, body: Readonly<Record<string, string>>) => Promise<T>

const word = z.string().min(1).max(200)
const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true')
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

const json = z
  .string()
  .max(16_000)
  .transform((text, context): unknown => {
    const read = parseJson(text)
    if (read === undefined) context.addIssue('not JSON')
    return read
  })

/** What officers do about people who must not be found. */
export const officerActs = [
  'protect',
  'endProtection',
  'listProtected',
  'retireAnswers',
  'writeLetter',
  'listLetters',
  'readLetter',
  'noteLetter',
] as const satisfies readonly (keyof OfficerDesk)[]

const order = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('enrol'), certificate, resident: word }),
  z.strictObject({ command: z.literal('revoke'), certificate, reason: word }),
  z.strictObject({ command: z.literal('residents') }),
  z.strictObject({ command: z.literal('renew'), card: word, keepsOld: yesOrNo }),
  z.strictObject({ command: z.literal('agencies') }),
  z.strictObject({ command: z.literal('tie'), agency: word, person: word }),
  // The desk itself judges what an officer orders; here it is whole JSON.
  z.strictObject({ command: z.literal('checks'), agency: word, act: z.enum(['list', 'show', 'clear']), order: json }),
  z.strictObject({ command: z.literal('invite'), agency: word, order: json }),
  z.strictObject({ command: z.literal('officers'), agency: word, act: z.enum(officerActs), order: json }),
])

/** What the command line asks of a demo that runs, as it is carried: text by name. */
type Order = z.output<typeof order>
/** What an agency's desk is asked. */
export type AgencyOrder = Extract<Order, { agency: string }>

/** Undefined for anything that is not a whole order: nothing is guessed of what somebody with root's rights wrote. */
export function readDeskOrder(text: string): Order | undefined {
  const read = order.safeParse(parseJson(text))
  return read.success ? read.data : undefined
}

/** What the desk says of what it cannot read as an order. Nothing was done. */
export const refusedOrder = z.object({
  ok: z.literal(false),
  code: z.enum(['DESK_ORDER_MALFORMED', 'DESK_ORDER_TOO_LARGE']),
})

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

function refusal<C extends string>(code: z.ZodType<C>) {
  return z.object({ ok: z.literal(false), code, facts })
}

function verdict<T, C extends string>(value: z.ZodType<T>, code: z.ZodType<C>) {
  return z.union([z.object({ ok: z.literal(true), value }), refusal(code)])
}

/** What the registry's desk says to each order, as the command line reads it. */
export const replies = {
  enrol: verdict(z.object({ residentCode: z.string(), isTrusted: z.boolean() }), z.string()),
  // JSON leaves out a value of undefined.
  revoke: z.union([z.object({ ok: z.literal(true) }).transform(() => ok()), refusal(z.string())]),
  residents: z.array(z.object({ residentCode: z.string(), name: z.string() })),
  renew: verdict(
    z.object({ name: z.string(), pin: z.string(), password: z.string().nullable(), resident: z.string() }),
    z.enum(['CARD_UNKNOWN', 'RESIDENT_UNKNOWN']),
  ),
} as const

/** Undefined, which fits no schema here, for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
