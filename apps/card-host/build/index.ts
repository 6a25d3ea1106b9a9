export type { BuiltHost } from './build-host.ts'
export { buildHost } from './build-host.ts'
