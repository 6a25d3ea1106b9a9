import type { FieldProps } from './field.ts'
import { checkedId, fieldId, renderFieldGroup } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'
import type { Tone } from './status-chip.ts'
import { renderStatusChip } from './status-chip.ts'

export type Choice = {
  readonly value: string
  readonly label: string
  /** A line on what it is and who holds it. */
  readonly support?: string | undefined
  readonly isChosen?: boolean | undefined
  /** A state in a word beside the label: まだ連携されていません. */
  readonly chip?: { readonly tone: Tone; readonly label: string } | undefined
  /** More is asked once it is chosen. */
  readonly opensMore?: boolean | undefined
  /** Cannot be chosen, and the chip or the support text says why. */
  readonly isUnavailable?: boolean | undefined
}

export type ChoicesProps = FieldProps & {
  readonly choices: readonly Choice[]
  /** 'tile' puts each choice into a box of its own. Default: plain. */
  readonly look?: 'plain' | 'tile' | undefined
}

/** Several may be chosen. */
export function renderCheckboxGroup(props: ChoicesProps): Html {
  return renderChoices('checkbox', props)
}

/** Exactly one may be chosen. */
export function renderRadioGroup(props: ChoicesProps): Html {
  return renderChoices('radio', props)
}

function renderChoices(type: 'checkbox' | 'radio', props: ChoicesProps): Html {
  const items = props.choices.map((choice, index) => renderChoice({ type, props, choice, index }))
  return renderFieldGroup(props, html`<div class="choices choices--${props.look ?? 'plain'}">${items}</div>`)
}

/** The first control carries the field's own id, so that the error summary leads to it. */
function renderChoice(at: { type: 'checkbox' | 'radio'; props: ChoicesProps; choice: Choice; index: number }): Html {
  const { type, props, choice, index } = at
  const id = checkedId(index === 0 ? fieldId(props) : `${fieldId(props)}-${index + 1}`)
  const own = attributes({
    class: 'choice__control',
    type,
    id,
    name: props.name,
    value: choice.value,
    checked: choice.isChosen,
    disabled: choice.isUnavailable,
    'data-opens': choice.opensMore,
    required: type === 'radio' && props.requirement === 'required',
    'aria-describedby': choice.support === undefined ? undefined : `${id}-about`,
  })
  const about =
    choice.support === undefined ? '' : html`<span class="choice__support" id="${id}-about">${choice.support}</span>`
  const chip = choice.chip === undefined ? '' : html` ${renderStatusChip(choice.chip)}`
  return html`<div class="choice"><input${own}><label class="choice__label" for="${id}">${choice.label}${chip}</label>${about}</div>`
}
