import { type ApiSchemas, apiPath, type Operation } from '../shell/operation.ts'
import { makeOpenApi } from './open-api.ts'

type OpenApi = ReturnType<typeof makeOpenApi>

/** The description follows from the program alone: whoever asks first has it made for all. */
export function makeOpenApiOnce(of: {
  origin: string
  schemas: ApiSchemas
  listCalls: () => readonly Operation[]
}): () => OpenApi {
  let made: OpenApi | undefined
  return () => {
    made ??= makeOpenApi({ operations: of.listCalls(), schemas: of.schemas, origin: of.origin, apiPath })
    return made
  }
}
