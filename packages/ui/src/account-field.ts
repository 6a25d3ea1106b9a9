import type { FieldProps, PartErrors } from './field.ts'
import { checkedId, describePart, fieldId, renderFieldGroup, renderPartError } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'

export type AccountPart =
  | 'bankName'
  | 'bankCode'
  | 'branchName'
  | 'branchCode'
  | 'accountKind'
  | 'number'
  | 'holderKana'

/** 口座: entries `name.bankName` and so on; each control's id is its entry's name. */
export type AccountFieldProps = FieldProps &
  PartErrors<AccountPart> & {
    /** As it was typed. */
    readonly value?: Readonly<Partial<Record<AccountPart, string>>> | undefined
    readonly kinds: readonly { readonly value: string; readonly label: string }[]
  }

const rows = [
  [
    ['bankName', '金融機関の名前', 'text', 60],
    ['bankCode', '金融機関コード(4けた)', 'digits', 8],
  ],
  [
    ['branchName', '支店の名前', 'text', 60],
    ['branchCode', '支店コード(3けた)', 'digits', 8],
  ],
  [['accountKind', '預金の種類', 'kind', 0]],
  [['number', '口座番号(7けたまで)', 'digits', 16]],
  [['holderKana', '名義人(カナ)', 'text', 100]],
] as const

export function renderAccountField(props: AccountFieldProps): Html {
  const lines = rows.map(
    (parts) =>
      html`<div class="account__row">${parts.map(([part, label, kind, lengthMax]) => renderPart(props, { part, label, kind, lengthMax }))}</div>`,
  )
  return renderFieldGroup(props, html`<div class="account">${lines}</div>`)
}

type Part = {
  readonly part: AccountPart
  readonly label: string
  readonly kind: 'text' | 'digits' | 'kind'
  readonly lengthMax: number
}

function renderPart(props: AccountFieldProps, { part, label, kind, lengthMax }: Part): Html {
  const id = checkedId(`${fieldId(props)}.${part}`)
  if (kind === 'kind') return renderKinds(props, id)
  const own = attributes({
    class: `input input--medium account__${kind}`,
    type: 'text',
    ...(kind === 'digits' ? { inputmode: 'numeric' } : {}),
    maxlength: lengthMax,
    autocomplete: 'off',
    value: props.value?.[part] ?? '',
    id,
    name: `${props.name}.${part}`,
    ...describePart(props, part),
  })
  return html`<div class="account__part account__part--${kind}"><label for="${id}">${label}</label><input${own}>${renderPartError(props, part)}</div>`
}

function renderKinds(props: AccountFieldProps, id: string): Html {
  const choices = props.kinds.map(({ value, label }, index) => {
    const own = attributes({
      class: 'choice__control',
      type: 'radio',
      id: index === 0 ? id : checkedId(`${id}-${index + 1}`),
      name: `${props.name}.accountKind`,
      value,
      checked: props.value?.accountKind === value,
      'aria-describedby': describePart(props, 'accountKind')['aria-describedby'],
    })
    return html`<div class="choice"><input${own}><label class="choice__label" for="${index === 0 ? id : `${id}-${index + 1}`}">${label}</label></div>`
  })
  return html`<div class="account__part" role="group" aria-label="預金の種類"><span aria-hidden="true">預金の種類</span><div class="account__kinds">${choices}</div>${renderPartError(props, 'accountKind')}</div>`
}
