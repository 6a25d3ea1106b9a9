import { runProgram } from '@madoguchi/party'
import { agency } from './program.ts'

await runProgram('agency', agency, process.env)
