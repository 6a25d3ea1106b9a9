import type { BlankForms } from './blank-forms.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    readonly blankForms: BlankForms
  }
}
