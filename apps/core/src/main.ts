import { runProgram } from '@madoguchi/party'
import { core } from './program.ts'

await runProgram('core', core, process.env)
