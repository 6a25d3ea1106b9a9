import type { ErrorTable } from '@madoguchi/kit'
import { pageErrors, type WebEnv } from '@madoguchi/server'
import type { Hono } from 'hono'
import { apiPath, type Operation } from '../shell/operation.ts'
import type { World } from '../shell/world.ts'
import { addOperations } from './api-routes.ts'
import { journeys } from './journeys.ts'
import { makeOpenApi } from './open-api.ts'
import { apiSchemas } from './schemas.ts'

/** Every call there is, in the order in which it is described. */
export const apiOperations: readonly Operation[] = journeys.flatMap(({ calls = [] }) => calls)

type OpenApi = ReturnType<typeof makeOpenApi>

/** The description follows from the program alone: whoever asks first has it made for all. */
export function makeOpenApiOnce(origin: string): () => OpenApi {
  let made: OpenApi | undefined
  return () => {
    made ??= makeOpenApi({ operations: apiOperations, schemas: apiSchemas, origin, apiPath })
    return made
  }
}

/** The same functions as the pages, for programs: JSON, bearer tokens, no cookies. */
export function addApi(app: Hono<WebEnv>, world: World, errorTables: readonly ErrorTable[]): void {
  addOperations({ app, world, tables: [...errorTables, pageErrors], operations: apiOperations })
}
