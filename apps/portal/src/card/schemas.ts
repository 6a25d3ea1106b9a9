import { z } from 'zod'
import { instant } from '../shell/schema-parts.ts'

/** What goes over the API here, in both directions. */
export const cardSchemas = {
  CardHealth: z.strictObject({
    revocation: z.enum(['reachable', 'unreachable']).describe('失効情報を、いま使えるか'),
    loadedAt: instant.nullable().describe('いちばん古い失効リストを取り寄せた日時'),
  }),
} as const

type Mine = typeof cardSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
