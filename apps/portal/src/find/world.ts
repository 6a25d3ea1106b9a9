import type { Finder } from './finder.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    /** Which municipality offers which procedure. */
    readonly finder: Finder
  }
}
