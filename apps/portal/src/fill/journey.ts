import type { WorldJourney } from '../shell/world-journey.ts'
import { addFill } from './fill.page.ts'
import { forgetDrafts } from './forget-drafts.ts'

/** Filling a form in, what is kept of it meanwhile, and its print. */
export const fill: WorldJourney = {
  name: 'fill',
  tables: ['drafts', 'held_pages'],
  pages: addFill,
  jobs: { forgetDrafts },
  scripts: ['fill', 'fill-card'].map((name) => new URL(`./browser/${name}.js`, import.meta.url)),
}
