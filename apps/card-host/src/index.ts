/** The program between the extension and PC/SC: for its tests, the command line and benchmarks. It is started as `main.ts`. */
export type { CardSlot } from './card-slot.ts'
export { cardHostErrors } from './errors.ts'
export { encodeFrame, frameSizeBytesMax, readFrames } from './frames.ts'
export { readHostStatus } from './operation/status.ts'
export type { HostOptions } from './run-host.ts'
export { runHost } from './run-host.ts'
export { version } from './version.ts'
