import type { FieldProps } from './field.ts'
import { describedBy, fieldId, renderField } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'

export type TextAreaProps = FieldProps & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly lengthMax?: number | undefined
}

export function renderTextArea(props: TextAreaProps): Html {
  const own = attributes({
    class: 'input input--area',
    id: fieldId(props),
    name: props.name,
    rows: props.rows ?? 5,
    maxlength: props.lengthMax,
    required: props.requirement === 'required',
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(props),
  })
  // A browser drops the first line break after the tag, so one of ours stands there.
  return renderField(props, html`<textarea${own}>\n${props.value}</textarea>`)
}
