import { z } from 'zod'
import { cardAgain } from '../log-in/schemas.ts'
import { activityEvents } from '../session/activity.ts'
import { channel, instant } from '../shell/schema-parts.ts'

const activity = z.strictObject({
  at: instant,
  event: z.enum(activityEvents),
  sentence: z.string(),
  channel,
  kind: z.string().nullable(),
  count: z.int().nullable(),
  cardNotAfter: instant.nullable(),
})

/** What goes over the API here, in both directions. */
export const accountSchemas = {
  Account: z.strictObject({
    isRegistered: z.boolean(),
    isVaultOpen: z.boolean().describe('いまのカードで、保管庫をひらけるか'),
    email: z.string().nullable(),
    emailToConfirm: z.string().nullable().describe('リンクがまだひらかれていないアドレス'),
    recoveryCodeMadeAt: instant.nullable(),
    cards: z.array(
      z.strictObject({ notAfter: instant, lastUsedAt: instant, isCurrent: z.boolean(), opensVault: z.boolean() }),
    ),
  }),
  EmailAddress: z.strictObject({ email: z.string().max(400), card: cardAgain.optional() }),
  Registration: z.strictObject({ consent: z.boolean(), email: z.string().max(400).optional() }),
  Activity: activity,
  Activities: z.strictObject({ activities: z.array(activity) }),
} as const

type Mine = typeof accountSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
