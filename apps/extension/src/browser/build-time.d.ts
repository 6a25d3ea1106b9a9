import type { Portal } from '../portals.ts'

declare global {
  /** Put in by build/build-extension.ts. */
  const builtPortals: readonly Portal[]
}
