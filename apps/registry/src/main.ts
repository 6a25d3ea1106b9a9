import { runProgram } from '@madoguchi/party'
import { registry } from './program.ts'

await runProgram('registry', registry, process.env)
