import type { Child, Html } from './html.ts'
import { html } from './html.ts'

export type HeroProps = {
  /** The page's h1. */
  readonly heading: string
  readonly lead: Child
  readonly actions?: readonly Html[]
}

/** The top of a front page: what this is in a sentence, and the one thing to do first. It brings the page's h1. */
export function renderHero({ heading, lead, actions }: HeroProps): Html {
  return html`<div class="hero"><h1>${heading}</h1><p class="lead">${lead}</p>${actions === undefined ? '' : html`<div class="button-group">${actions}</div>`}</div>`
}
