import { idPattern } from '@madoguchi/kit'
import { z } from 'zod'
import { leaveInformation } from '../information/leave-information.ts'
import type { Journey } from '../shell/journey.ts'
import { defineOperation, type Operation } from '../shell/operation.ts'
import { addApiPage } from './api.page.ts'
import { addHome } from './home.ts'
import type { makeOpenApi } from './open-api.ts'

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

declare module '../shell/world.ts' {
  interface World {
    /** Every call of every journey, for the page that lists them: this journey is one of those it would have to ask. */
    readonly apiOperations: readonly Operation[]
    /** The API's description, made once. */
    readonly openApi: () => ReturnType<typeof makeOpenApi>
  }
}

/** What belongs to all journeys together: home, which shows something of each, and the description of the API. */
export const whole: Journey = {
  name: 'whole',
  tables: ['limit_counts', 'settings'],
  open: () => ({ leaving: [leaveInformation] }),
  pages(routes) {
    addHome(routes)
    addApiPage(routes)
  },
  calls: [
    defineOperation({
      id: 'getOpenApi',
      method: 'GET',
      path: '/openapi.json',
      summary: 'この説明(OpenAPI 3.1)を受け取ります',
      access: 'open',
      answer: { status: 200, schema: 'OpenApi' },
      run: async ({ world }) => world.openApi(),
    }),
  ],
  schemas: appSchemas,
  jobs: {
    forgetCounts: ({ db, deps }) =>
      db.kysely.deleteFrom('limit_counts').where('until', '<', deps.clock.now()).execute(),
  },
}
