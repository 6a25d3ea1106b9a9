import type { Finder } from '../find/finder.ts'

/** What this journey is given, until it asks for it. */
declare module '../shell/world.ts' {
  interface World {
    readonly finder: Finder
  }
}
