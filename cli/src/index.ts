export { programs } from './programs.ts'
export { run } from './run.ts'
