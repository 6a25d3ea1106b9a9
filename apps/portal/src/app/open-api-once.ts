import type { ErrorTable } from '@madoguchi/kit'
import { type ApiSchemas, apiPath, type OperationSaid } from '../shell/operation.ts'
import { makeOpenApi } from './open-api.ts'

type OpenApi = ReturnType<typeof makeOpenApi>

/** The description follows from the program alone: whoever asks first has it made for all. */
export function makeOpenApiOnce(of: {
  origin: string
  schemas: ApiSchemas
  listCalls: () => readonly OperationSaid[]
  errors: ErrorTable
}): () => OpenApi {
  let made: OpenApi | undefined
  return () => {
    made ??= makeOpenApi({ ...of, operations: of.listCalls(), apiPath })
    return made
  }
}
