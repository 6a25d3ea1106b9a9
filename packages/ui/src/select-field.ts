import type { FieldProps } from './field.ts'
import { describedBy, fieldId, renderField } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'

export type SelectFieldProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value?: string | undefined
  readonly size?: 'large' | 'medium' | undefined
  /** The line shown while nothing is chosen. Default: 選んでください. */
  readonly emptyLabel?: string | undefined
}

export function renderSelectField(props: SelectFieldProps): Html {
  const own = attributes({
    class: `input input--select input--${props.size ?? 'large'}`,
    id: fieldId(props),
    name: props.name,
    required: props.requirement === 'required',
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(props),
  })
  const options = props.options.map(
    ({ value, label }) => html`<option${attributes({ value, selected: value === props.value })}>${label}</option>`,
  )
  return renderField(
    props,
    html`<div class="select"><select${own}><option value="">${props.emptyLabel ?? '選んでください'}</option>${options}</select></div>`,
  )
}
