import assert from 'node:assert/strict'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

export type StepIndicatorProps = {
  readonly steps: readonly string[]
  /** The step one is at, from 1. */
  readonly current: number
}

/** So many names stand whole under their dots; where there are more, the words above name the step one is at. */
const namesMax = 7

/** In words above (「3／7 お子さんについて」), as a line of dots on a wide screen. */
export function renderStepIndicator({ steps, current }: StepIndicatorProps): Html {
  const here = steps[current - 1]
  assert(here !== undefined, 'a step that is among the steps')
  const items = steps.map((label, index) => renderStep({ label, number: index + 1, current }))
  return html`<div class="steps${steps.length > namesMax ? ' steps--many' : ''}">
<p class="steps__words">${current}／${steps.length} ${here}</p>
<ol class="steps__list">${items}</ol>
</div>`
}

function renderStep({ label, number, current }: { label: string; number: number; current: number }): Html {
  if (number < current) {
    return html`<li class="step step--done"><span class="step__mark">${renderIcon('check')}</span><span class="step__name">${label}<span class="only-heard">(済み)</span></span></li>`
  }
  const here = number === current
  return html`<li class="step${here ? ' step--here' : ''}"${here ? html` aria-current="step"` : ''}><span class="step__mark">${number}</span><span class="step__name">${label}</span></li>`
}
