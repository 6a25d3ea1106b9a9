import type { Page, Procedure } from '../definition.ts'
import type { ConfirmField } from '../field.ts'

/** Below this age (民法4条) people rarely apply themselves: a slip in the year of a birth shows here. */
const adultAge = 18

/**
 * Asks about a birth that makes whoever applies a child: a year that was taken for another is the commonest slip of all,
 * and a definition that says who applies gets the question by itself. One that has a field of that name has its own.
 */
export function addConfirmations(procedure: Procedure): Procedure {
  const birth = (procedure.applicant ?? procedure.subject).birthDate
  if (birth === undefined) return procedure
  const id = `${birth}Confirmed`
  const has = (page: Page) => page.kind === 'fields' && page.fields.some((field) => field.id === id)
  if (procedure.pages.some(has)) return procedure
  const question: ConfirmField = {
    kind: 'confirm',
    id,
    label: '年齢の確認',
    statement: `申請する方は、まだ${adultAge}歳になっていません。生年月日は、このとおりです。`,
    hint: '生年月日の年号と年を、もう一度見てください。まちがっていたら、上で直します。',
    when: { is: 'age-below', field: birth, age: adultAge },
  }
  const pages = procedure.pages.map((page) => {
    if (page.kind !== 'fields' || !page.fields.some((field) => field.id === birth)) return page
    return { ...page, fields: page.fields.flatMap((field) => (field.id === birth ? [field, question] : [field])) }
  })
  return { ...procedure, pages }
}
