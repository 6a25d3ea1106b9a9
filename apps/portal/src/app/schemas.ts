import { idPattern } from '@madoguchi/kit'
import { z } from 'zod'
import { accountSchemas } from '../account/schemas.ts'
import { cardSchemas } from '../card/schemas.ts'
import { procedureSchemas } from '../find/procedure-schemas.ts'
import { historySchemas } from '../history/schemas.ts'
import { informationSchemas } from '../information/schemas.ts'
import { logInSchemas } from '../log-in/schemas.ts'

const appSchemas = {
  Error: z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    requestId: z.string().regex(idPattern).describe('お問い合わせのときの番号'),
  }),
  OpenApi: z.object({ openapi: z.literal('3.1.0') }).loose(),
} as const

type Mine = typeof appSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}

/** What goes over the API, in both directions: the same schemas parse, type the calls and stand in the description. */
export const apiSchemas = {
  ...appSchemas,
  ...logInSchemas,
  ...accountSchemas,
  ...informationSchemas,
  ...historySchemas,
  ...procedureSchemas,
  ...cardSchemas,
} as const
