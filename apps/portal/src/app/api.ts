import type { ErrorTable } from '@madoguchi/kit'
import { pageErrors, type WebEnv } from '@madoguchi/server'
import type { Hono } from 'hono'
import { accountOperations } from '../account/account-calls.ts'
import { cardOperations } from '../card/card-calls.ts'
import { procedureOperations } from '../find/procedure-calls.ts'
import { historyOperations } from '../history/history-calls.ts'
import { informationOperations } from '../information/information-calls.ts'
import { cardAgainOperations } from '../log-in/card-again-calls.ts'
import { logInOperations } from '../log-in/log-in-calls.ts'
import { vaultOperations } from '../log-in/vault-calls.ts'
import { defineOperation, type Operation } from '../shell/operation.ts'
import type { World } from '../shell/world.ts'
import { addOperations, apiPath } from './api-routes.ts'
import { makeOpenApi } from './open-api.ts'

/** Every call there is, in the order in which it is described. */
export const apiOperations: readonly Operation[] = [
  ...logInOperations,
  ...cardAgainOperations,
  ...vaultOperations,
  ...accountOperations,
  ...procedureOperations,
  ...informationOperations,
  ...historyOperations,
  ...cardOperations,
  defineOperation({
    id: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    summary: 'この説明(OpenAPI 3.1)を受け取ります',
    access: 'open',
    answer: { status: 200, schema: 'OpenApi' },
    run: async ({ world }) => world.openApi(),
  }),
]

type OpenApi = ReturnType<typeof makeOpenApi>

/** The description follows from the program alone: whoever asks first has it made for all. */
export function makeOpenApiOnce(origin: string): () => OpenApi {
  let made: OpenApi | undefined
  return () => {
    made ??= makeOpenApi({ operations: apiOperations, origin, apiPath })
    return made
  }
}

/** The same functions as the pages, for programs: JSON, bearer tokens, no cookies. */
export function addApi(app: Hono<WebEnv>, world: World, errorTables: readonly ErrorTable[]): void {
  addOperations({ app, world, tables: [...errorTables, pageErrors], operations: apiOperations })
}
