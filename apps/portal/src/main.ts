import { runProgram } from '@madoguchi/party'
import { portal } from './app/program.ts'

await runProgram('portal', portal, process.env)
