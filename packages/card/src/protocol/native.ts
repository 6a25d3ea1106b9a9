import { z } from 'zod'
import { challenge, chunk, documentSizeBytesMax } from './carried.ts'

/** The name under which browsers find card-host: lower case, since Chromium refuses others. */
export const nativeHostName = 'jp.madoguchi.card_host'

/** Whether a real card may be used here: in the sandbox it is refused before any PIN. */
export const mode = z.enum(['sandbox', 'production'])
export type Mode = z.infer<typeof mode>

const origin = z.string().max(255)
/** What the citizen typed; card-host normalises it and says when it cannot be a PIN, which costs no try. */
const pin = z.string().max(64)
const acceptLastTry = z.boolean()

/** Which secret of the card an operation asks for. */
export const secretOf = {
  'log-in': 'authentication',
  'vault-key': 'authentication',
  attributes: 'attributes',
  sign: 'signing',
} as const
export type Secret = (typeof secretOf)[keyof typeof secretOf]

/** Extension to card-host. There is no request that takes a digest, reads the My Number, or changes a PIN. */
export const hostRequest = z.discriminatedUnion('op', [
  z.strictObject({ id: z.int(), op: z.literal('status') }),
  /** Looks at the card before a PIN is asked for: refuses a real card in the sandbox, tells the tries left. */
  z.strictObject({
    id: z.int(),
    op: z.literal('look'),
    secret: z.enum(['authentication', 'attributes', 'signing']),
    mode,
  }),
  z.strictObject({
    id: z.int(),
    op: z.literal('log-in'),
    mode,
    origin,
    challenge,
    vaultSalt: challenge,
    pin,
    acceptLastTry,
  }),
  z.strictObject({ id: z.int(), op: z.literal('vault-key'), mode, origin, vaultSalt: challenge, pin, acceptLastTry }),
  z.strictObject({ id: z.int(), op: z.literal('attributes'), mode, pin, acceptLastTry }),
  /** The document itself, from the start in order; card-host keeps it until `sign` or the end of the connection. */
  z.strictObject({
    id: z.int(),
    op: z.literal('document'),
    chunk,
    sizeBytes: z.int().min(1).max(documentSizeBytesMax),
  }),
  z.strictObject({ id: z.int(), op: z.literal('sign'), mode, origin, pin, acceptLastTry }),
  /** The signed document, chunk by chunk. */
  z.strictObject({ id: z.int(), op: z.literal('fetch'), offset: z.int().min(0) }),
])
export type HostRequest = z.infer<typeof hostRequest>
export type HostOp = HostRequest['op']

const sentence = z.string().max(400)
/** YYYY-MM-DD, zeros for a part that nobody knows: people are registered without their day or month of birth. */
const birthDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const certificateStatus = z.strictObject({
  issuer: z.enum(['test', 'jpki', 'other']),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
})

/** All that the card doctor needs; nothing of it says whose card it is. */
export const hostStatus = z.strictObject({
  pcsc: z.enum(['ready', 'missing']),
  readers: z.array(z.strictObject({ name: sentence, hasCard: z.boolean(), isInUse: z.boolean() })).max(16),
  card: z
    .strictObject({
      /** Why the card could not be looked at; undefined when it could. */
      code: z.string().max(64).optional(),
      applications: z.array(z.enum(['jpki', 'attributes'])),
      authenticationCertificate: certificateStatus.optional(),
      /** The signing certificate itself is behind its password: whether there is one is free to know. */
      hasSigningCertificate: z.boolean().optional(),
      tries: z.partialRecord(z.enum(['authentication', 'attributes', 'signing']), z.int().min(0).max(10)),
    })
    .optional(),
})
export type HostStatus = z.infer<typeof hostStatus>

/** What each operation answers with when it ends well. Bytes are base64url unless they are a document's. */
export const hostValues = {
  status: hostStatus,
  look: z.strictObject({
    triesLeft: z.int().min(0).max(10),
    issuer: z.enum(['test', 'jpki', 'other']),
    /** Before a signature: who will be asked for the time, where somebody was named when card-host was installed. */
    timeStampAuthority: z.string().max(255).optional(),
  }),
  'log-in': z.strictObject({ certificate: z.string(), signature: z.string(), wrappingKey: z.string() }),
  'vault-key': z.strictObject({ certificate: z.string(), wrappingKey: z.string() }),
  attributes: z.strictObject({
    name: z.string(),
    address: z.string(),
    birthDate,
    sex: z.enum(['1', '2', '9']),
  }),
  document: z.strictObject({ receivedBytes: z.int() }),
  sign: z.strictObject({
    sizeBytes: z.int(),
    /** From the signing certificate: shown to the citizen, with what was written in substitute characters. */
    signer: z.strictObject({
      name: z.string(),
      address: z.string(),
      /** Whole, or absent. */
      birthDate: z.iso.date().optional(),
      sex: z.enum(['1', '2', '3']).optional(),
      nameSubstitutes: z.string().optional(),
      addressSubstitutes: z.string().optional(),
    }),
  }),
  fetch: z.strictObject({ chunk, isLast: z.boolean() }),
} as const satisfies Record<HostOp, z.ZodType>
export type HostValue<Op extends HostOp> = z.infer<(typeof hostValues)[Op]>

/** Card-host speaks first, so that whoever called knows within five seconds that it is there. */
export const hostHello = z.strictObject({
  hello: z.literal('madoguchi-card-host'),
  version: z.string().max(20),
  protocol: z.int(),
})
export type HostHello = z.infer<typeof hostHello>

export const hostAnswer = z.union([
  z.strictObject({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    id: z.int(),
    ok: z.literal(false),
    code: z.string().max(64),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
])
export type HostAnswer = z.infer<typeof hostAnswer>
