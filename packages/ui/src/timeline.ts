import type { Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

type TimelineStep = {
  /** How it went; `neutral` for what is neither good nor bad. The words say it too. */
  readonly tone: 'success' | 'error' | 'warning' | 'neutral'
  readonly title: string
  /** Each on a line of its own. */
  readonly facts: readonly string[]
  /** Things that belong to it, as a list. */
  readonly lines: readonly string[]
}

export type TimelineProps = { readonly steps: readonly TimelineStep[] }

/** What happened, oldest first, on a line from top to bottom: a list to those who listen. */
export function renderTimeline({ steps }: TimelineProps): Html {
  return html`<ol class="timeline">${steps.map(renderStep)}</ol>`
}

function renderStep({ tone, title, facts, lines }: TimelineStep): Html {
  const list = lines.length === 0 ? '' : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  return html`<li class="timeline__step timeline__step--${tone}"><span class="timeline__mark">${renderIcon(tone)}</span><div class="timeline__body"><p class="timeline__title">${title}</p>${facts.map((fact) => html`<p>${fact}</p>`)}${list}</div></li>\n`
}
