import { type ErrorTable, idPattern } from '@madoguchi/kit'
import { z } from 'zod'
import type { Ground } from '../shell/ground.ts'
import { forgetReplies } from '../shell/held-replies.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import { forgetCounts } from '../shell/limits/kept-counts.ts'
import { type ApiSchemas, defineOperation, type OperationSaid } from '../shell/operation.ts'
import { addApiPage } from './api.page.ts'
import { addHome, type HomeNews } from './home.ts'
import { makeOpenApiOnce } from './open-api-once.ts'

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

/** What belongs to all journeys together: home, which shows something of each, and the description of the API. */
export const whole: Journey = {
  name: 'whole',
  tables: ['limit_counts', 'settings', 'held_replies'],
  schemas: appSchemas,
}

/** `listCalls`: of every journey, this one among them. `news`: what some of them have for home. */
export function openWhole(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  api: { origin: string; schemas: ApiSchemas; listCalls: () => readonly OperationSaid[]; errors: ErrorTable },
  news: HomeNews,
): OpenJourney {
  const describe = makeOpenApiOnce(api)
  return {
    pages(routes) {
      addHome(routes, news)
      addApiPage(routes, api)
    },
    calls: [
      defineOperation(
        {
          id: 'getOpenApi',
          method: 'GET',
          path: '/openapi.json',
          summary: 'この説明(OpenAPI 3.1)を受け取ります',
          access: 'open',
          answer: { status: 200, schema: 'OpenApi' },
        },
        async () => describe(),
      ),
    ],
    jobs: {
      forgetCounts: () => forgetCounts(db.kysely, clock.now()),
      forgetReplies: () => forgetReplies({ db, clock }),
    },
  }
}
