import type { FieldProps, Html } from '@madoguchi/ui'
import { attributes, describedBy, fieldId, html, renderField } from '@madoguchi/ui'

/** A field for one file, or several at once, from the reader's computer. */
export function renderFileField(
  props: FieldProps & { readonly accept: string; readonly takesSeveral?: boolean },
): Html {
  const own = attributes({
    class: 'file-field',
    type: 'file',
    id: fieldId(props),
    name: props.name,
    accept: props.accept,
    multiple: props.takesSeveral,
    required: props.requirement === 'required',
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(props),
  })
  return renderField(props, html`<div class="field__control"><input${own}></div>`)
}
