import type { FormValue } from '@madoguchi/documents'
import type {
  Attachment,
  Calculated,
  CalculatedValues,
  Field,
  FieldAnswers,
  Filling,
  PenBox,
  PenBoxes,
  Procedure,
} from '@madoguchi/forms'
import { calculate, listPapers, listPenBoxes, noAnswers, prune } from '@madoguchi/forms'
import { viewCalculated, viewField, viewPen } from './view-field.ts'
import type { FieldView } from './views.ts'

export type PrintOrder = {
  /** To whom it goes, with the title of the office: `みほん市長`. */
  readonly addressee: string
  /** Who runs the site that made the sheet. */
  readonly operator: string
}

type Views = { readonly [id: string]: FieldView }
/** Said on every sheet: nobody has confirmed our forms as theirs. */
const notice = 'この様式は標準的な記載事項から作ったもので、市区町村が定めた様式ではありません。'

type FormData = { readonly [key: string]: FormValue }
type Content = {
  readonly procedure: Procedure
  readonly answers: Filling['answers']
  readonly calculated: CalculatedValues
  readonly attachments: readonly Attachment[]
  /** Nothing where everybody may write everything: on a blank form. */
  readonly pen: PenBoxes | undefined
}

/**
 * What `form-kit.typ` and a template read: `f` and each item of `g` have every field of the procedure, answered or not,
 * so that a template never asks whether one is there, and a misspelt name is an error at once. Answers that are no
 * longer asked for are not among them.
 */
export function makeFormData(filling: Filling, order: PrintOrder): FormData {
  const { attachments } = listPapers(filling)
  const { procedure } = filling
  const answers = prune(filling)
  const [calculated, pen] = [calculate(filling), listPenBoxes(filling)]
  return composeData({ procedure, answers, calculated, attachments, pen }, order)
}

/** The same form with nothing in it, for the pen: with every paper that anybody may need. */
export function makeBlankFormData(procedure: Procedure, order: PrintOrder): FormData {
  const { attachments = [] } = procedure
  const calculated = { fields: {}, groups: {} }
  return composeData({ procedure, answers: noAnswers, calculated, attachments, pen: undefined }, order)
}

function composeData({ procedure, answers, calculated, attachments, pen }: Content, order: PrintOrder): FormData {
  const fields = procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const groups = procedure.pages.flatMap((page) => (page.kind === 'group' ? [page.group] : []))
  const asked = { fields, calculated: procedure.calculated, pen: procedure.pen }
  const f = viewAll(asked, { answers: answers.fields, values: calculated.fields, pen: pen?.fields })
  const data = {
    title: procedure.title,
    addressee: order.addressee,
    operator: order.operator,
    notice,
    // On every further sheet stands whom it is about, whoever fills it in.
    holder: f[procedure.subject.name]?.text ?? '',
    texts: procedure.texts ?? {},
    f,
    g: Object.fromEntries(
      groups.map((group) => {
        const items = answers.groups[group.id] ?? []
        const values = calculated.groups[group.id] ?? []
        return [
          group.id,
          items.map(({ fields: own }, at) =>
            viewAll(group, { answers: own, values: values[at] ?? {}, pen: pen?.groups[group.id]?.[at] ?? [] }),
          ),
        ] as const
      }),
    ),
    blank: Object.fromEntries(
      groups.map((group) => [group.id, viewAll(group, { answers: {}, values: {}, pen: undefined })] as const),
    ),
    attachments: attachments.map(({ title, why, whenText }) => ({
      title,
      why,
      // Whoever has answered knows already that it is theirs to bring.
      when: pen === undefined ? (whenText ?? '') : '',
    })),
  }
  return data
}

type Asked = {
  readonly fields: readonly Field[]
  readonly calculated?: readonly Calculated[] | undefined
  readonly pen?: readonly PenBox[] | undefined
}
type Said = {
  readonly answers: FieldAnswers
  readonly values: CalculatedValues['fields']
  readonly pen: readonly PenBox[] | undefined
}

function viewAll({ fields, calculated = [], pen = [] }: Asked, { answers, values, pen: wanted }: Said): Views {
  return Object.fromEntries([
    ...fields.map((field) => [field.id, viewField(field, answers[field.id]?.value)] as const),
    ...calculated.map(({ id }) => [id, viewCalculated(values[id])] as const),
    ...pen.map(
      (box) => [box.id, viewPen(box, wanted === undefined || wanted.some(({ id }) => id === box.id))] as const,
    ),
  ])
}
