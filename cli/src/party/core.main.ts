import { core } from './core-program.ts'
import { runProgram } from './run-program.ts'

await runProgram('core', core, process.env)
