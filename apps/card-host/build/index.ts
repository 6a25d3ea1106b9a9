export { buildHost } from './build-host.ts'
