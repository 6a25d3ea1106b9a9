import { z } from 'zod'
import { procedureSchema } from './schema-procedure.ts'

/**
 * The shape of a definition's file as a JSON schema, for editors and for programs in other languages. It says less than
 * `readProcedure`: nothing about names that are not there, their order, or what is never used.
 */
export function makeProcedureSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(procedureSchema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-7',
  })
  return { $schema, $id: 'urn:madoguchi:procedure:1', title: 'A procedure of Madoguchi', ...schema }
}
