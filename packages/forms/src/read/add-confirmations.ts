import type { Page, Procedure } from '../definition.ts'
import type { ConfirmField } from '../field.ts'

/** Below this age (民法4条) people rarely apply themselves: a slip in the year of a birth shows here. */
const adultAge = 18
/** Nobody in Japan has been this old: an era that was taken for another shows here (明治 for 平成). */
const oldestAge = 120
const label = '年齢の確認'
const hint = '生年月日の年号と年を、もう一度見てください。まちがっていたら、上で直します。'

/**
 * Asks about a birth that makes whoever applies a child, and about one that makes them, or whom it is about, older than anybody: a year
 * that was taken for another is the commonest slip of all, and a definition that says who they are gets the questions by itself. One that
 * has a field of that name has its own.
 */
export function addConfirmations(procedure: Procedure): Procedure {
  const { subject, applicant = subject } = procedure
  const births = new Set([applicant.birthDate, subject.birthDate].flatMap((birth) => birth ?? []))
  const old = [...births].reduce((all, birth) => addQuestion(all, birth, askOld(birth)), procedure)
  const birth = applicant.birthDate
  return birth === undefined ? old : addQuestion(old, birth, askYoung(birth))
}

function askYoung(birth: string): ConfirmField {
  return {
    kind: 'confirm',
    id: `${birth}Confirmed`,
    label,
    statement: `申請する方は、まだ${adultAge}歳になっていません。生年月日は、このとおりです。`,
    hint,
    when: { is: 'age-below', field: birth, age: adultAge },
  }
}

function askOld(birth: string): ConfirmField {
  return {
    kind: 'confirm',
    id: `${birth}OldConfirmed`,
    label,
    statement: `この生年月日では、${oldestAge}歳以上になります。生年月日は、このとおりです。`,
    hint,
    when: { is: 'age-at-least', field: birth, age: oldestAge },
  }
}

function addQuestion(procedure: Procedure, birth: string, question: ConfirmField): Procedure {
  const { id } = question
  const has = (page: Page) => page.kind === 'fields' && page.fields.some((field) => field.id === id)
  if (procedure.pages.some(has)) return procedure
  const pages = procedure.pages.map((page) => {
    if (page.kind !== 'fields' || !page.fields.some((field) => field.id === birth)) return page
    return { ...page, fields: page.fields.flatMap((field) => (field.id === birth ? [field, question] : [field])) }
  })
  return { ...procedure, pages }
}
