import type { AccountValue, ChoicesValue, ChoiceValue, Field, FileValue, Option, PenBox, Value } from '@madoguchi/forms'
import { accountKinds, findSymbolOf, relationshipOptions } from '@madoguchi/forms'
import { readWrittenDate } from '@madoguchi/kit'
import { viewDate } from './view-date.ts'
import type { FieldView, OptionView } from './views.ts'

/** A circle round each word of a line is drawn where no word is longer than this. */
const circledCharsMax = 12

/** What a template gets of a field: complete in its kind, answered or not. */
export function viewField(field: Field, value: Value | undefined): FieldView {
  switch (field.kind) {
    case 'date':
      return viewDate(asText(value), field.calendar)
    case 'choice':
      return viewChoice(field.options, asChoices(value))
    case 'choices':
      return viewChoice(field.options, asChoices(value))
    case 'relationship':
      return viewRelationship(relationshipOptions(field), asChoices(value))
    case 'yes-no':
      return viewChoice(
        [
          { id: 'true', label: field.yes ?? 'はい' },
          { id: 'false', label: field.no ?? 'いいえ' },
        ],
        { choices: typeof value === 'boolean' ? [String(value)] : [] },
      )
    case 'money':
      return { kind: 'amount', text: formatAmount(value), unit: '円' }
    case 'number':
      return { kind: 'amount', text: formatAmount(value), unit: field.unit ?? '' }
    case 'account':
      return viewAccount(value as AccountValue | undefined)
    case 'digits':
      return { kind: 'digits', text: asText(value), length: field.length }
    case 'time':
      return viewTime(asText(value))
    case 'confirm':
      return { kind: 'text', text: '' }
    case 'file':
      return viewFiles((value as FileValue | undefined)?.files ?? [])
    case 'consent':
      return { kind: 'consent', isGiven: value === true, statement: field.statement, text: value === true ? '✓' : '' }
    default:
      return { kind: 'text', text: asText(value) }
  }
}

/** A box for the pen: empty on every paper, there where this person needs it. */
export function viewPen({ boxes = 0, note = '' }: PenBox, isWanted: boolean): FieldView {
  return { kind: 'pen', text: '', boxes, note, isWanted }
}

/** `09:30` → 9, 30. */
function viewTime(time: string): FieldView {
  const [hour = '', minute = ''] = time === '' ? [] : time.split(':').map((part) => String(Number(part)))
  return { kind: 'time', text: time === '' ? '' : `${hour}時${minute === '0' ? '' : `${minute}分`}`, hour, minute }
}

/** What is calculated has no kind of its own: it is shown as what it is. */
export function viewCalculated(value: Value | undefined): FieldView {
  if (typeof value === 'number') return { kind: 'amount', text: formatAmount(value), unit: '' }
  const text = asText(value)
  return readWrittenDate(text) === undefined ? { kind: 'text', text } : viewDate(text)
}

function viewChoice(options: readonly Option[], { choices, words = '' }: ChoicesValue): FieldView {
  const views = options.map(
    ({ id, label, takesWords = false }): OptionView => ({ id, label, isChosen: choices.includes(id), takesWords }),
  )
  return {
    kind: 'choice',
    text: views.flatMap(({ label, isChosen }) => (isChosen ? [label] : [])).join('、'),
    words,
    areShort: views.every(({ label }) => [...label].length <= circledCharsMax),
    options: views,
  }
}

/** Nearly thirty words for each child of a hundred: only the chosen one goes to the paper. */
function viewRelationship(options: readonly Option[], chosen: ChoicesValue): FieldView {
  return viewChoice(
    options.filter(({ id }) => chosen.choices.includes(id)),
    chosen,
  )
}

function viewAccount(account: AccountValue | undefined): FieldView {
  const { bankName = '', bankCode = '', branchName = '', branchCode = '', number = '', holderKana = '' } = account ?? {}
  const kinds = Object.entries(accountKinds).map(([id, { label }]): Option => ({ id, label }))
  const accountKind = viewChoice(kinds, { choices: account ? [account.accountKind] : [] })
  const { symbol = '', number: symbolNumber = '' } = (account && findSymbolOf(account)) ?? {}
  const text = account ? `${bankName} ${branchName} ${accountKind.text} ${number}` : ''
  const postal = { symbol, symbolNumber }
  return {
    kind: 'account',
    text,
    bankName,
    bankCode,
    branchName,
    branchCode,
    accountKind,
    number,
    ...postal,
    holderKana,
  }
}

function viewFiles(files: readonly string[]): FieldView {
  return { kind: 'files', files, text: files.length === 0 ? '' : `${files.length}枚: ${files.join('、')}` }
}

function asChoices(value: Value | undefined): ChoicesValue {
  if (typeof value !== 'object') return { choices: [] }
  if ('choices' in value) return value
  const { choice, words } = value as ChoiceValue
  return { choices: [choice], ...(words === undefined ? {} : { words }) }
}

function asText(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}

function formatAmount(value: Value | undefined): string {
  return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 3 }) : ''
}
