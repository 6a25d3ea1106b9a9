import type { FieldProps } from './field.ts'
import { checkedId, describedBy, fieldId, renderErrorLine, renderField } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'

export type TextFieldProps = FieldProps & {
  readonly value?: string | undefined
  /** What comes in: it chooses the keyboard. Digits stay text, so that nothing is rounded or loses its zeros. */
  readonly kind?: 'text' | 'digits' | 'email' | 'tel' | 'search' | 'password' | 'pin' | 'date' | 'datetime' | undefined
  /** As wide as what goes in. Default: full. */
  readonly width?: 'digits4' | 'short' | 'medium' | 'full' | undefined
  readonly autocomplete?: string | undefined
  readonly lengthMax?: number | undefined
  readonly size?: 'large' | 'medium' | undefined
  /** A box for whoever has no such thing, with the entry `name.none`. */
  readonly none?:
    | { readonly label: string; readonly isChosen: boolean; readonly error?: string | undefined }
    | undefined
  /** What stands after the field: 円, 人. */
  readonly unit?: string | undefined
}

const inputs = {
  text: { type: 'text' },
  digits: { type: 'text', inputmode: 'numeric' },
  email: { type: 'email', inputmode: 'email' },
  tel: { type: 'tel', inputmode: 'tel' },
  search: { type: 'search' },
  password: { type: 'password' },
  // A PIN of digits alone: a telephone shows its digits.
  pin: { type: 'password', inputmode: 'numeric' },
  date: { type: 'date' },
  datetime: { type: 'datetime-local' },
} as const

export function renderTextField(props: TextFieldProps): Html {
  const own = attributes({
    class: `input input--${props.size ?? 'large'} input--width-${props.width ?? 'full'}`,
    ...inputs[props.kind ?? 'text'],
    id: fieldId(props),
    name: props.name,
    value: props.value,
    maxlength: props.lengthMax,
    autocomplete: props.autocomplete,
    required: props.requirement === 'required',
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(props),
  })
  const unit = props.unit === undefined ? '' : html` <span class="field__unit">${props.unit}</span>`
  return renderField(props, html`<div class="field__control"><input${own}>${unit}</div>${renderNone(props)}`)
}

function renderNone(props: TextFieldProps): Html | '' {
  if (props.none === undefined) return ''
  const { label, isChosen, error } = props.none
  const id = checkedId(`${fieldId(props)}.none`)
  const own = attributes({
    class: 'choice__control',
    type: 'checkbox',
    id,
    name: `${props.name}.none`,
    value: 'yes',
    checked: isChosen,
    'aria-describedby': error === undefined ? undefined : `${id}-error`,
  })
  const said = error === undefined ? '' : renderErrorLine(`${id}-error`, error)
  return html`<div class="field__none"><div class="choice"><input${own}><label class="choice__label" for="${id}">${label}</label></div>${said}</div>`
}
