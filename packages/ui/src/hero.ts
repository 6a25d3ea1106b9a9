import type { Child, Html } from './html.ts'
import { html } from './html.ts'

export type HeroProps = {
  /** The page's h1. */
  readonly heading: string
  readonly lead: Child
  readonly actions?: readonly Html[] | undefined
}

/** The top of a front page: what this is in a sentence, and the one thing to do first. It brings the page's h1. */
export function renderHero({ heading, lead, actions }: HeroProps): Html {
  const buttons = actions === undefined ? '' : html`<div class="button-group">${actions}</div>`
  return html`<div class="hero"><div class="hero__text"><h1>${heading}</h1><p class="lead">${lead}</p>${buttons}</div>${picture}</div>`
}

/** A window at the counter, a card and a sheet of paper. */
const picture = html`<svg class="hero__picture" width="320" height="240" viewBox="0 0 320 240" aria-hidden="true" focusable="false">
<rect class="line fill-white" x="70" y="20" width="180" height="150" rx="12"/>
<path class="line fill-pale" d="M58 20h204l12 34H46z"/>
<path class="line" d="M92 20l-8 34M126 20l-4 34M160 20v34M194 20l4 34M228 20l8 34"/>
<path class="line fill-white" d="M126 74h52l18 18v58h-70z"/>
<path class="line" d="M178 74v18h18M140 98h28M140 112h42M140 126h42"/>
<path class="line fill-blue" d="M30 170h260v18H30z"/>
<path class="line" d="M50 188v34M270 188v34"/>
<g transform="rotate(-8 232 150)"><rect class="line fill-white" x="190" y="124" width="92" height="58" rx="8"/><circle class="line fill-pale" cx="213" cy="146" r="9"/><path class="line" d="M232 142h38M232 154h28M202 170h66"/></g>
</svg>`
