import { agency } from './agency-program.ts'
import { runProgram } from './run-program.ts'

await runProgram('agency', agency, process.env)
