import type { Calculated, Field, Option, PenBox, Procedure, Value } from '@madoguchi/forms'
import { listFields, relationshipOptions } from '@madoguchi/forms'
import { viewCalculated, viewField, viewPen } from './view-field.ts'
import type { ChoiceView, FieldView } from './views.ts'

/**
 * Which of two answers a field has, and which option every choice: both of as many signs of one width, so that one in
 * the place of the other moves nothing else on the paper.
 */
export type Sample = { readonly isOther: boolean; readonly option?: number | undefined }

/** Whatever stands by an id in `f` or an item of `g`. */
export type Shown =
  | { readonly is: 'field'; readonly of: Field }
  | { readonly is: 'calculated'; readonly of: Calculated; readonly procedure: Procedure }
  | { readonly is: 'pen'; readonly of: PenBox }

/** What a template gets of it with one of the two answers. */
export function sampleView(shown: Shown, sample: Sample): FieldView {
  if (shown.is === 'pen') return samplePen(shown.of, sample)
  if (shown.is === 'calculated') return viewCalculated(sampleCalculated(shown.of, shown.procedure, sample))
  const view = viewField(shown.of, sampleAnswer(shown.of, sample))
  return view.kind === 'choice' ? shortenLabels(view, optionsOf(shown.of)) : view
}

/** Its note is another; where nothing else helped, whether it is there at all, which moves what stands below. */
function samplePen(box: PenBox, { isOther, option }: Sample): FieldView {
  return viewPen({ ...box, note: isOther ? other : one }, option === undefined || isOther)
}

/** A sign for each option, so that another choice is as wide as the one. */
function shortenLabels(view: ChoiceView, among: readonly Option[]): FieldView {
  const signOf = (id: string) =>
    labels[
      Math.max(
        0,
        among.findIndex((each) => each.id === id),
      ) % labels.length
    ] ?? ''
  const options = view.options.map((option) => ({ ...option, label: signOf(option.id) }))
  return { ...view, options, text: options.flatMap(({ label, isChosen }) => (isChosen ? [label] : [])).join('、') }
}

function optionsOf(field: Field): readonly Option[] {
  if (field.kind === 'relationship') return relationshipOptions(field)
  return field.kind === 'choice' || field.kind === 'choices' ? field.options : yesAndNo
}

const yesAndNo: readonly Option[] = ['true', 'false'].map((id) => ({ id, label: id }))
/** Of one width, as no kana are in a font that gives each its own. */
const labels = [...'一二三四五六七八九十百千万日月火水木金土上下左右前後東西南北山川田石']
const [one, other] = ['国', '町']

/** A text of as many signs in the place of a sentence of the definition. */
export function sampleText(text: string, { isOther }: Sample): string {
  return (isOther ? other : one).repeat([...text].length)
}

function sampleAnswer(field: Field, { isOther, option }: Sample): Value {
  switch (field.kind) {
    case 'date':
      return sampleDay(isOther)
    case 'choice':
      return { choice: sampleOption(field.options, { isOther, option }) }
    case 'relationship':
      return { choice: sampleOption(relationshipOptions(field), { isOther, option }) }
    case 'choices':
      return { choices: isOther || field.options.length > 1 ? [sampleOption(field.options, { isOther, option })] : [] }
    case 'yes-no':
    case 'consent':
    case 'confirm':
      return isOther
    case 'money':
    case 'number':
      return isOther ? 66 : 55
    case 'digits':
      return (isOther ? '6' : '5').repeat(field.length)
    case 'time':
      return isOther ? '16:26' : '15:25'
    case 'account':
      return sampleAccount(isOther)
    case 'file':
      return { files: [`${isOther ? other : one}.pdf`] }
    default:
      return (isOther ? other : one).repeat(4)
  }
}

function sampleDay(isOther: boolean): string {
  return isOther ? '2014-06-26' : '2013-05-25'
}

/** Of all choices the option of one number and the next one, or the first and another without words of its own. */
function sampleOption(options: readonly Option[], { isOther, option }: Sample): string {
  // Of one option alone: whether it is chosen.
  if (options.length === 1) return isOther ? (options[0]?.id ?? '') : ''
  if (option !== undefined) return options[(option + (isOther ? 1 : 0)) % options.length]?.id ?? ''
  const [first, second] = options.filter(({ takesWords }) => takesWords !== true)
  return (isOther ? (second ?? options.at(-1)) : (first ?? options[0]))?.id ?? ''
}

function sampleAccount(isOther: boolean): Value {
  const [sign, digit] = isOther ? [other, '6'] : [one, '5']
  return {
    bankName: sign.repeat(4),
    bankCode: digit.repeat(4),
    branchName: sign.repeat(3),
    branchCode: digit.repeat(3),
    accountKind: 'ordinary',
    number: digit.repeat(7),
    holderKana: sign.repeat(4),
  }
}

function sampleCalculated({ value }: Calculated, procedure: Procedure, sample: Sample): Value {
  if (value.is === 'sum' || value.is === 'count' || value.is === 'age') return sample.isOther ? 66 : 55
  if (value.is === 'join') return (sample.isOther ? other : one).repeat(4)
  if (value.is !== 'first') return sampleDay(sample.isOther)
  const groups = procedure.pages.flatMap((page) => (page.kind === 'group' ? [page.group] : []))
  const field = procedure.pages.flatMap(listFields).find(({ id }) => id === value.of[0])
  if (field !== undefined) return sampleAnswer(field, sample)
  const all = [...(procedure.calculated ?? []), ...groups.flatMap(({ calculated }) => calculated ?? [])]
  const first = all.find(({ id }) => id === value.of[0])
  return first === undefined ? '' : sampleCalculated(first, procedure, sample)
}
