export type { Core, CoreConfig, CoreDeps } from './start.ts'
export { start } from './start.ts'
