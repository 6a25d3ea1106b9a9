import type { FieldProps, PartErrors } from './field.ts'
import { checkedId, describePart, fieldId, renderFieldGroup, renderPartError } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'

type DatePart = 'era' | 'year' | 'month' | 'day' | 'unknown'

/** Entries `name.era`, `name.year`, `name.month`, `name.day` and `name.unknown`; each control's id is its entry's name. */
export type DateFieldProps = FieldProps &
  PartErrors<DatePart> & {
    /** 元号 and 西暦, the one offered first in front. */
    readonly eras: readonly { readonly value: string; readonly label: string }[]
    /** As it was typed. */
    readonly value?: Readonly<Partial<Record<DatePart, string>>> | undefined
    /** What may be said not to be known: 「日がわからない」. */
    readonly unknowns?: readonly { readonly value: string; readonly label: string }[] | undefined
    /** The birthday of whoever fills it in, which the browser may know. */
    readonly isOwnBirthday?: boolean | undefined
  }

const parts: readonly DatePart[] = ['era', 'year', 'month', 'day', 'unknown']
const numbers = [
  ['year', '年'],
  ['month', '月'],
  ['day', '日'],
] as const

export function renderDateField(props: DateFieldProps): Html {
  const era = html`<label class="date__part"><span class="only-heard">元号</span><span class="select"><select${control(props, 'era')}>${props.eras.map((option) => renderOption(option, props.value?.era))}</select></span></label>`
  const boxes = numbers.map(
    ([part, label]) =>
      html`<label class="date__part"><input${control(props, part)}><span class="date__unit">${label}</span></label>`,
  )
  const errors = parts.map((part) => renderPartError(props, part))
  return renderFieldGroup(props, html`<div class="date">${era}${boxes}${renderUnknown(props)}</div>${errors}`)
}

function renderUnknown(props: DateFieldProps): Html | '' {
  const { unknowns = [] } = props
  if (unknowns.length === 0) return ''
  const options = unknowns.map((option) => renderOption(option, props.value?.unknown))
  return html`<label class="date__part date__part--unknown"><span class="only-heard">わからない日付</span><span class="select"><select${control(props, 'unknown')}><option value="">月も日もわかる</option>${options}</select></span></label>`
}

function renderOption({ value, label }: { value: string; label: string }, chosen: string | undefined): Html {
  return html`<option${attributes({ value, selected: value === chosen })}>${label}</option>`
}

function control(props: DateFieldProps, part: DatePart): Html {
  const isSelect = part === 'era' || part === 'unknown'
  const { 'aria-invalid': invalid, 'aria-describedby': described } = describePart(props, part)
  const isUnsaid = part === 'unknown' && props.partErrors?.unknown === undefined
  return attributes({
    class: isSelect ? 'input input--select input--medium' : `input input--medium date__${part}`,
    ...(isSelect
      ? {}
      : {
          type: 'text',
          inputmode: 'numeric',
          autocomplete: props.isOwnBirthday === true ? `bday-${part}` : 'off',
          maxlength: 8,
        }),
    id: checkedId(`${fieldId(props)}.${part}`),
    name: `${props.name}.${part}`,
    ...(isSelect ? {} : { value: props.value?.[part] ?? '' }),
    required: props.requirement === 'required' && part === 'year',
    'aria-invalid': isUnsaid ? undefined : invalid,
    'aria-describedby': described,
  })
}
