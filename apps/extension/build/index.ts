export { buildExtension } from './build-extension.ts'
