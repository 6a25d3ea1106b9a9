import { registry } from './registry-program.ts'
import { runProgram } from './run-program.ts'

await runProgram('registry', registry, process.env)
