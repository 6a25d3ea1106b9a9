export type { PortalConfig } from './config.ts'
export type { DemoCards, Mailer, PortalDeps } from './deps.ts'
export type { CitizenErrorCode, PortalCode } from './errors.ts'
export { portalErrors } from './errors.ts'

export type { Portal } from './start.ts'
export { start } from './start.ts'
