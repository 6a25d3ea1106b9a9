import { runProcess } from '@madoguchi/party'
import { run } from './run.ts'

await runProcess(process.env, (surroundings) => run(process.argv.slice(2), surroundings))
