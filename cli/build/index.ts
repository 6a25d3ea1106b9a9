export type { ProgramName } from '../src/party/program.ts'
export { buildPrograms } from './build-programs.ts'
export { bundleProgram } from './bundle-program.ts'
