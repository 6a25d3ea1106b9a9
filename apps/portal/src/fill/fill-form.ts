import type { Asked, FormError } from '@madoguchi/forms'
import { entryName, explainError, shownEntry } from '@madoguchi/forms'
import type { Child, Html } from '@madoguchi/ui'
import { html, renderErrorSummary } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { Entries } from './entries.ts'
import { renderFillField } from './fill-field.ts'
import { own } from './fill-form-entries.ts'
import type { OpenDraft } from './open-draft.ts'
import { digestShown } from './place.ts'
import type { PostalTold } from './postal-address.ts'
import { renderPostalAnswer, renderPostalButton } from './postal-view.ts'
import { fillWords } from './words.ts'

type ShownForm = {
  readonly action: string
  readonly asked: readonly Asked[]
  readonly entries: Entries
  /** What stands in the draft now, where it is not what is shown. */
  readonly seen?: Entries | undefined
  readonly errors: readonly FormError[]
  readonly from: string | undefined
  /** An item that is not there yet. */
  readonly isNew?: boolean
  readonly buttons: Child
  /** Other ways to fill it in, above the questions. */
  readonly sources?: Child
  /** What came of a postal code, at the address of its place. */
  readonly postal?: PostalTold | undefined
}

/**
 * The questions of a page with what stands in them. `data-fill` is where the page's script begins. The hidden button is the
 * one that Enter presses, whatever other buttons stand among the questions.
 */
export function renderFillForm(
  reader: Reader,
  { procedure, filling, pageId }: Pick<OpenDraft, 'procedure' | 'filling' | 'pageId'>,
  shown: ShownForm,
): Html {
  const { page } = fillWords(reader)
  const { action, asked, entries, errors, from, buttons, sources, postal } = shown
  const fields = asked.map(({ field, answer, fill, isOwn = false, about }) => {
    const holder =
      field.kind === 'account' && field.holder !== undefined ? filling.answers.fields[field.holder] : undefined
    const person = typeof holder?.value === 'string' ? holder.value : undefined
    const mine = errors.filter((each) => each.field === field.id)
    const hidden = html`<input type="hidden" name="${shownEntry}" value="${entryName(field.id, { part: '' })}">`
    const attribute = fill?.from === 'card' ? fill.attribute : undefined
    const marked = attribute === undefined ? '' : html` data-card="${attribute}" data-field="${field.id}"`
    const control = renderFillField(
      { procedure, field, answer, fill, isOwn, about, entries, person, errors: mine },
      reader,
    )
    const button = renderPostalButton(asked, field, reader)
    const told = postal?.address.id === field.id ? renderPostalAnswer(postal, reader) : ''
    return html`<div class="fill__field"${marked}>${hidden}${control}${button}${told}</div>`
  })
  return html`<form class="stack" method="post" action="${action}" novalidate autocomplete="on" data-fill data-slow="${page.saveSlow}" data-away="${page.saveAway}" data-ended="${page.saveEnded}">
<input type="hidden" name="${own.seen}" value="${digestShown(shown.seen ?? entries)}">
<input type="hidden" name="${own.page}" value="${pageId}">
${from === undefined ? '' : html`<input type="hidden" name="${own.from}" value="${from}">`}
${shown.isNew === true ? html`<input type="hidden" name="${own.isNew}" value="1">` : ''}
<button type="submit" name="${own.go}" value="next" hidden></button>${sources}
${fields}
<p class="fill__status" role="status" data-status></p>
${buttons}
</form>`
}

/** All that is wrong on a page, in its order; each leads to its input. */
export function renderErrors({ procedure }: Pick<OpenDraft, 'procedure'>, errors: readonly FormError[]): Html | '' {
  if (errors.length === 0) return ''
  return renderErrorSummary({
    errors: errors.map((error) => ({
      ...(error.field === undefined ? {} : { field: error.entry }),
      text: explainError(procedure, error),
    })),
  })
}
