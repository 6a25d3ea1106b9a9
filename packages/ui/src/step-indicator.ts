import assert from 'node:assert/strict'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { renderIcon } from './icon.ts'

export type StepIndicatorProps = {
  readonly steps: readonly Step[]
  /** The step one is at, from 1. */
  readonly current: number
}

/** `isDone`: all that it asks was answered; it stands ticked, wherever one is. */
type Step = { readonly label: string; readonly isDone: boolean }

/** So many names stand whole under their dots; where there are more, the words above name the step one is at. */
const namesMax = 7

/** In words above (「3／7 お子さんについて」), as a line of dots on a wide screen. */
export function renderStepIndicator({ steps, current }: StepIndicatorProps): Html {
  const here = steps[current - 1]
  assert(here !== undefined, 'a step that is among the steps')
  const items = steps.map((step, index) => renderStep(step, { number: index + 1, current }))
  return html`<div class="steps${steps.length > namesMax ? ' steps--many' : ''}">
<p class="steps__words">${current}／${steps.length} ${here.label}</p>
<ol class="steps__list">${items}</ol>
</div>`
}

function renderStep({ label, isDone }: Step, { number, current }: { number: number; current: number }): Html {
  const here = number === current
  const mark = isDone ? renderIcon('check') : number
  const heard = isDone ? html`<span class="only-heard">(済み)</span>` : ''
  return html`<li class="step${isDone ? ' step--done' : ''}${here ? ' step--here' : ''}"${here ? html` aria-current="step"` : ''}><span class="step__mark">${mark}</span><span class="step__name">${label}${heard}</span></li>`
}
