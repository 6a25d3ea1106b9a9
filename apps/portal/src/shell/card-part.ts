import type { Child, Html } from '@madoguchi/ui'
import { attributes, html, renderIcon } from '@madoguchi/ui'
import { findPlace } from './places.ts'
import { shellWords } from './shell-words.ts'
import type { Visit } from './visit.ts'

/**
 * The part of a page that `card-part.js` brings to life: a place for a failure, the form, and a line that says what is
 * being waited for. Without a script the form leads to where the reader learns what is needed.
 */
export function renderCardPart(
  { site, frame }: Visit,
  options: {
    id: string
    /** Inside of a form. */
    form: Child
    state: Readonly<Record<string, string>>
  },
): Html {
  const { id, form, state } = options
  const copy = shellWords(frame).card
  const doctor = findPlace(frame, 'card-doctor')
  const said = Object.fromEntries(Object.entries(state).map(([step, text]) => [`data-${step}`, text]))
  return html`<div class="stack card-part" id="${id}" data-words="${site.assetPath(`card-words.${frame.language}.json`)}">
<div class="error-summary" role="alert" tabindex="-1" data-failure hidden>
<h2 class="error-summary__heading">${renderIcon('error')}<span data-title>${copy.failed}</span></h2>
<p data-next>${copy.failedNext}</p>
${doctor === undefined ? html`<p data-more hidden></p>` : html`<p data-more><a href="${doctor}">${copy.toDoctor}</a></p>`}
<p class="card-part__code">${copy.failedCode}: <code data-code>PAGE_FAILED</code></p>
</div>
<form class="stack"${attributes({ action: findPlace(frame, 'card-setup') })} novalidate>${form}</form>
<p class="card-part__state" role="status" data-state${attributes(said)}></p>
</div>`
}
