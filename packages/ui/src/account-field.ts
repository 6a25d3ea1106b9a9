import type { FieldProps, PartErrors } from './field.ts'
import { checkedId, describePart, fieldId, renderFieldGroup, renderPartError } from './field.ts'
import type { Html } from './html.ts'
import { attributes, html } from './html.ts'

type AccountBox =
  | 'bankName'
  | 'bankCode'
  | 'branchName'
  | 'branchCode'
  | 'codesUnknown'
  | 'accountKind'
  | 'number'
  | 'symbol'
  | 'symbolNumber'
  | 'symbolConfirmed'
  | 'holderKana'
  | 'holderConfirmed'

/** 口座: entries `name.bankName` and so on; each control's id is its entry's name. */
export type AccountFieldProps = FieldProps &
  PartErrors<AccountBox> & {
    /** As it was typed. */
    readonly value?: Readonly<Partial<Record<AccountBox, string>>> | undefined
    readonly kinds: readonly { readonly value: string; readonly label: string }[]
    /** Below bank and branch: how to find their codes. */
    readonly choosing?: Html | undefined
    /** What is ticked by whoever does not know the codes. */
    readonly codesUnknown?: Confirming | undefined
    /** The question about a holder of another name: what is ticked by whoever says that it is right. */
    readonly confirming?: Confirming | undefined
    /** The same about 記号 and 番号 that do not fit each other. */
    readonly confirmingSymbol?: Confirming | undefined
  }

type Confirming = { readonly label: string; readonly value: string; readonly isChosen: boolean }

const places = [
  [
    ['bankName', '金融機関の名前', 'text', 60],
    ['bankCode', '金融機関コード(4けた)', 'digits', 8],
  ],
  [
    ['branchName', '支店の名前', 'text', 60],
    ['branchCode', '支店コード(3けた)', 'digits', 8],
  ],
] as const
const numbers = [[['accountKind', '預金の種類', 'kind', 0]], [['number', '口座番号(7けたまで)', 'digits', 20]]] as const
const postal = [
  [
    ['symbol', '記号(5けた)', 'digits', 20],
    ['symbolNumber', '番号(8けたまで)', 'digits', 20],
  ],
] as const
const holder = [[['holderKana', '名義人(カナ)', 'text', 200]]] as const

export function renderAccountField(props: AccountFieldProps): Html {
  const lead = checkedId(`${fieldId(props)}.postal`)
  const byPostal = html`<div class="account__postal" role="group" aria-labelledby="${lead}"><p id="${lead}">ゆうちょ銀行のときは、通帳の記号と番号だけで進めます。上の欄は空けておきます。</p>${renderRows(props, postal)}${renderConfirming(props, 'symbolConfirmed', props.confirmingSymbol)}</div>`
  const body = html`${renderRows(props, places)}${props.choosing}${renderConfirming(props, 'codesUnknown', props.codesUnknown)}${renderRows(props, numbers)}${byPostal}${renderRows(props, holder)}${renderConfirming(props, 'holderConfirmed', props.confirming)}`
  return renderFieldGroup(props, html`<div class="account">${body}</div>`)
}

type Rows = readonly (readonly (readonly [AccountBox, string, Part['kind'], number])[])[]

function renderRows(props: AccountFieldProps, rows: Rows): readonly Html[] {
  return rows.map(
    (parts) =>
      html`<div class="account__row">${parts.map(([part, label, kind, lengthMax]) => renderPart(props, { part, label, kind, lengthMax }))}</div>`,
  )
}

function renderConfirming(props: AccountFieldProps, part: AccountBox, asked: Confirming | undefined): Html | '' {
  if (asked === undefined) return ''
  const { label, value, isChosen } = asked
  const id = checkedId(`${fieldId(props)}.${part}`)
  const own = attributes({
    class: 'choice__control',
    type: 'checkbox',
    id,
    name: `${props.name}.${part}`,
    value,
    checked: isChosen,
  })
  return html`<div class="account__confirm"><div class="choice"><input${own}><label class="choice__label" for="${id}">${label}</label></div></div>`
}

type Part = {
  readonly part: AccountBox
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
  const isWrong = props.partErrors?.accountKind !== undefined
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
  return html`<div class="account__part${isWrong ? ' field--wrong' : ''}" role="group" aria-label="預金の種類"><span aria-hidden="true">預金の種類</span><div class="account__kinds">${choices}</div>${renderPartError(props, 'accountKind')}</div>`
}
