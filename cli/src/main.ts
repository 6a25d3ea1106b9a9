import { run } from './run.ts'
import { runProcess } from './run-process.ts'

await runProcess(process.env, (surroundings) => run(process.argv.slice(2), surroundings))
