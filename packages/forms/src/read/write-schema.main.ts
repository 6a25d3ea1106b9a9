import { writeFileSync } from 'node:fs'
import { makeProcedureSchema } from './procedure-json-schema.ts'

// Writes packages/forms/procedure.schema.json anew, after the format was changed: npm run write-schema
writeFileSync(
  new URL('../../procedure.schema.json', import.meta.url),
  `${JSON.stringify(makeProcedureSchema(), null, 2)}\n`,
)
