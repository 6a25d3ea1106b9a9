export type { ProgramName } from '@madoguchi/party'
export { buildPrograms } from './build-programs.ts'
export { bundleProgram } from './bundle-program.ts'
