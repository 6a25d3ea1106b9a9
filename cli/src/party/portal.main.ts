import { portal } from './portal-program.ts'
import { runProgram } from './run-program.ts'

await runProgram('portal', portal, process.env)
