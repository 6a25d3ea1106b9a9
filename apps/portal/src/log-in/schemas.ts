import { z } from 'zod'
import { bytes, bytes32, channel, instant } from '../shell/schema-parts.ts'
import { cardActs } from './card-again.ts'

export const cardAgain = z
  .strictObject({
    certificate: bytes(8192).describe('利用者証明用電子証明書(DER)'),
    signature: bytes(512),
  })
  .describe('POST /confirmations の challenge への、カードの署名')

const session = z.strictObject({ channel, createdAt: instant, lastSeenAt: instant, isCurrent: z.boolean() })

/** What goes over the API here, in both directions. */
export const logInSchemas = {
  Challenge: z.strictObject({
    login: bytes32,
    challenge: bytes32.describe('カードが署名する、1回だけの値(5分間)'),
    vaultSalt: bytes32,
    origin: z.string(),
  }),
  NewSession: z.strictObject({
    login: bytes32,
    certificate: bytes(8192).describe('利用者証明用電子証明書(DER)'),
    signature: bytes(512),
    wrappingKey: bytes32,
    /** For whom the card was asked to sign: only to tell a wrong site from a wrong signature, never to verify. */
    origin: z.string().max(255).optional(),
  }),
  SessionToken: z.strictObject({ token: bytes(64).length(86), expiresAt: instant, needsRegistration: z.boolean() }),
  Session: session,
  Sessions: z.strictObject({ sessions: z.array(session) }),
  ClosedSessions: z.strictObject({ closed: z.int() }),
  ConfirmationOrder: z.strictObject({ act: z.enum(cardActs) }),
  CardChallenge: z.strictObject({
    challenge: bytes(64).length(86).describe('カードが、ログインと同じしかたで署名する値(5分間、この操作に1回だけ)'),
    origin: z.string(),
  }),
  CardAgain: z.strictObject({ card: cardAgain.optional() }),
  OldCard: z.strictObject({ certificate: bytes(8192), wrappingKey: bytes32 }),
  Recovery: z.strictObject({ code: z.string().max(400) }),
  RecoveryCode: z.strictObject({ code: z.string().describe('28文字。もう一度は受け取れません') }),
  Confirmation: z.strictObject({
    confirmed: z.boolean().describe('取り消せないことを確かめたとき、true'),
    card: cardAgain.optional(),
  }),
} as const

type Mine = typeof logInSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
