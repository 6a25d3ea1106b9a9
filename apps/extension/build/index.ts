export type { BuildOptions, Built } from './build-extension.ts'
export { buildExtension } from './build-extension.ts'
