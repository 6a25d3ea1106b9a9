import { receiptNumberOf } from '@madoguchi/filing'
import { isCalendarDate, japaneseDay } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderTextArea,
  renderTextField,
} from '@madoguchi/ui'
import { canAct } from '../../case-states.ts'
import { type AnsweredField, nameOfPlace, readAnswersOf } from '../../cases/answers.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import { addDeskForm, addDeskPage, type DeskPage, leadBack, type OfficerVisit } from '../frame.ts'
import { sayDay } from '../protection/find-person.ts'
import { deskWords } from '../words.ts'
import { actOnCase, leadOn, readSeen } from './act-on-case.ts'
import { type CaseGround, getCase, nameSpeaker } from './case-ground.ts'
import { readLines } from './read-texts.ts'
import { renderAct } from './render-act.ts'

const limits = { fieldsMax: 20, wordsMax: 300, textMax: 1000 } as const

/** 補正を求める: which fields, and beside each of them what is wrong; a page shows all of it before it is sent. */
export function addCorrectionPages(ground: CaseGround): void {
  const { desk } = ground
  const { clock } = desk.ground
  const pathOf = ({ filing }: OpenedCase) => `/cases/${filing}/correction`

  addDeskPage(desk, '/cases/:filing/correction', async (visit) => {
    const opened = await getCase(ground, visit, ['handle'])
    if (!canAct(opened.state, 'ask-correction'))
      return visit.c.redirect(`/cases/${opened.filing}?problem=CASE_STATE`, 303)
    return describeAsking(ground, visit, opened)
  })
  addDeskForm(desk, '/cases/:filing/correction', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const read = readCorrection(listFieldsOf(ground, opened), typed, japaneseDay(clock.now()))
    if (typeof read === 'string') return leadBack(desk, visit, { path: pathOf(opened), typed, problem: read })
    if (typed.get('isSure') !== 'yes')
      return leadBack(desk, visit, { path: `${pathOf(opened)}/confirm`, typed, problem: undefined })
    const { fields, text, until } = read
    const said = { ...(text === '' ? {} : { text }), ...(until === '' ? {} : { until }) }
    const told = {
      ...{ by: nameSpeaker(ground), what: 'correction-asked' as const, ...said },
      fields: fields.map(({ field, item, words }) => ({ field, ...(item === undefined ? {} : { item }), words })),
    }
    const order = { what: 'correction-asked', state: 'correction-asked', act: 'ask-correction', takesIt: true } as const
    const content = { ...said, fields: fields.map(({ label, words }) => ({ label, words })) }
    const done = await actOnCase(ground, visit, opened, { ...order, seen: readSeen(typed), told, content })
    return leadOn(ground, visit, done, { ...{ filing: opened.filing, word: order.what, typed }, path: pathOf(opened) })
  })
  addDeskPage(desk, '/cases/:filing/correction/confirm', async (visit) => {
    const opened = await getCase(ground, visit, ['handle'])
    const typed = visit.left?.typed
    const read = typed && readCorrection(listFieldsOf(ground, opened), typed, japaneseDay(clock.now()))
    if (typed === undefined || read === undefined || typeof read === 'string')
      return visit.c.redirect(pathOf(opened), 303)
    return describeConfirming(opened, typed, read)
  })
}

function listFieldsOf({ procedures }: CaseGround, opened: OpenedCase): readonly AnsweredField[] {
  const seen = readAnswersOf(opened, procedures)
  return 'trouble' in seen ? [] : seen.parts.flatMap(({ rows }) => rows)
}

type Correction = {
  readonly fields: readonly (AnsweredField & { readonly words: string })[]
  readonly text: string
  /** A day, or empty where none is said. */
  readonly until: string
}

/** What was typed; or what is in the way. A field whose words are empty was not chosen. */
function readCorrection(
  fields: readonly AnsweredField[],
  typed: URLSearchParams,
  today: string,
): Correction | 'CASE_FIELDS' | 'CASE_TEXT' | 'CASE_DATE' {
  const worded = fields.map((field) => ({
    ...field,
    words: readLines(typed, `words.${nameOfPlace(field)}`, limits.wordsMax),
  }))
  const chosen = worded.flatMap((field) =>
    field.words === undefined || field.words === '' ? [] : [{ ...field, words: field.words }],
  )
  const isTooLong = worded.some(({ words }) => words === undefined)
  if (isTooLong || chosen.length === 0 || chosen.length > limits.fieldsMax) return 'CASE_FIELDS'
  const text = readLines(typed, 'text', limits.textMax)
  if (text === undefined) return 'CASE_TEXT'
  const until = typed.get('until') ?? ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && isCalendarDate(until) && until > today
  return until === '' || isDay ? { fields: chosen, text, until } : 'CASE_DATE'
}

function describeAsking(ground: CaseGround, visit: OfficerVisit, opened: OpenedCase): DeskPage {
  const { correction: copy, problems, one } = deskWords.cases
  const { left } = visit
  const known: Readonly<Record<string, string>> = problems
  const trouble = left?.problem === undefined ? undefined : known[left.problem]
  const value = (name: string) => left?.typed.get(name) ?? ''
  const seen = readAnswersOf(opened, ground.procedures)
  const parts = 'trouble' in seen ? [] : seen.parts
  const first = parts[0]?.rows[0]
  const anchor =
    left?.problem === 'CASE_DATE'
      ? 'until'
      : left?.problem === 'CASE_TEXT'
        ? 'text'
        : `words.${first && nameOfPlace(first)}`
  const fields = parts.map(({ title, rows }) => {
    const inputs = rows.map((row) => {
      const name = `words.${nameOfPlace(row)}`
      return renderTextField({
        ...{ name, label: row.label, requirement: 'unsaid', size: 'medium', support: row.text ?? one.unanswered },
        ...{ value: value(name), lengthMax: limits.wordsMax, autocomplete: 'off' },
      })
    })
    return renderSection({ heading: title, level: 3, body: inputs })
  })
  const form: Child = [
    renderSection({ heading: copy.fields, lead: copy.wordsSupport, body: fields }),
    renderTextArea({
      ...{ name: 'text', label: copy.text, requirement: 'optional', support: copy.textSupport, rows: 3 },
      ...{ value: value('text'), lengthMax: limits.textMax },
    }),
    renderTextField({
      ...{ name: 'until', label: copy.until, requirement: 'optional', kind: 'date', width: 'medium', size: 'medium' },
      value: value('until'),
    }),
    renderButtonGroup([renderButton({ label: copy.next, size: 'medium' }), renderCancel(opened)]),
  ]
  return {
    title: copy.title,
    main: [html`<p>${copy.lead}</p>`, renderAct(opened, 'correction', form)],
    notice: trouble === undefined ? '' : renderErrorSummary({ errors: [{ field: anchor, text: trouble }] }),
    ...describePlace(opened),
  }
}

function describeConfirming(opened: OpenedCase, typed: URLSearchParams, { fields, text, until }: Correction): DeskPage {
  const { correction: copy } = deskWords.cases
  const kept = [...typed].filter(([name]) => name !== 'seen' && name !== 'isSure')
  const hidden = kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
  const seen = { filing: opened.filing, version: readSeen(typed) }
  const lines = fields.map(({ label, words }) => html`<li><strong>${label}</strong>: ${words}</li>`)
  return {
    title: copy.confirmTitle,
    main: [
      renderNotificationBanner({ tone: 'warning', heading: copy.confirm, body: copy.confirmBody }),
      html`<ul>${lines}</ul>`,
      text === '' ? '' : html`<p>${text}</p>`,
      until === '' ? '' : html`<p>${copy.until}: ${sayDay(until)}</p>`,
      renderAct(seen, 'correction', [
        hidden,
        html`<input type="hidden" name="isSure" value="yes">`,
        renderButtonGroup([renderButton({ label: copy.do, size: 'medium' }), renderCancel(opened)]),
      ]),
    ],
    ...describePlace(opened),
  }
}

export function renderCancel({ filing }: Pick<OpenedCase, 'filing'>): Html {
  return renderLinkButton({
    label: deskWords.cases.one.cancel,
    href: `/cases/${filing}`,
    kind: 'outline',
    size: 'medium',
  })
}

/** The way to a page of a case, and the look that it is. */
export function describePlace({ filing, affair, subject }: OpenedCase): Pick<DeskPage, 'trail' | 'looks'> {
  const { queue, one } = deskWords.cases
  return {
    trail: [
      { label: queue.title, href: '/cases' },
      { label: one.title(receiptNumberOf(filing)), href: `/cases/${filing}` },
    ],
    looks: [{ affair, what: 'case-seen', subject: filing, personRef: subject }],
  }
}
