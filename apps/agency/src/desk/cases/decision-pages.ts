import { receiptNumberOf } from '@madoguchi/filing'
import type { Child } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderErrorSummary,
  renderNotificationBanner,
  renderTextArea,
} from '@madoguchi/ui'
import type { CaseAct } from '../../case-states.ts'
import { canAct } from '../../case-states.ts'
import type { ToldEvent } from '../../cases/keep-cases.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import { addDeskForm, addDeskPage, type DeskPage, leadBack, type OfficerVisit } from '../frame.ts'
import { deskWords } from '../words.ts'
import { actOnCase, leadOn, readSeen } from './act-on-case.ts'
import { type CaseGround, getCase, nameSpeaker } from './case-ground.ts'
import { describePlace, renderCancel } from './correction-pages.ts'
import { readLines } from './read-texts.ts'
import { renderAct } from './render-act.ts'
import { sayStep } from './render-steps.ts'

const limits = { reasonMax: 1000, reviewMax: 1500 } as const
const outcomes = ['granted', 'rejected'] as const
type Outcome = (typeof outcomes)[number]

/** What deciding so is in this state: a decision, a change of one, or nothing that can be done. */
function findAct({ state }: OpenedCase, outcome: Outcome): Extract<CaseAct, 'decide' | 'change-decision'> | undefined {
  if (canAct(state, 'decide')) return 'decide'
  return canAct(state, 'change-decision') && state !== outcome ? 'change-decision' : undefined
}

/** 認定, 却下 and their change: the page says what will be told, a refusal has its reason, and every decision its 教示. */
export function addDecisionPages(ground: CaseGround): void {
  const { desk } = ground
  for (const outcome of outcomes) {
    addDeskPage(desk, `/cases/:filing/${outcome}`, async (visit) => {
      const opened = await getCase(ground, visit, ['handle'])
      if (findAct(opened, outcome) === undefined)
        return visit.c.redirect(`/cases/${opened.filing}?problem=CASE_STATE`, 303)
      return describeDeciding(ground, visit, opened, outcome)
    })
    addDeskForm(desk, `/cases/:filing/${outcome}`, async (visit, typed) => {
      const opened = await getCase(ground, visit, ['handle'])
      const path = `/cases/${opened.filing}/${outcome}`
      const reason = readLines(typed, 'reason', limits.reasonMax)
      const review = readLines(typed, 'review', limits.reviewMax)
      if (reason === undefined || (reason === '' && outcome === 'rejected') || review === undefined || review === '')
        return leadBack(desk, visit, { path, typed, problem: 'CASE_TEXT' })
      const act = findAct(opened, outcome) ?? 'decide'
      const isChange = act === 'change-decision'
      const decision = { outcome, review, ...(reason === '' ? {} : { reason }) }
      const what = isChange ? ('decision-changed' as const) : ('decided' as const)
      const told: ToldEvent = { by: nameSpeaker(ground), what, decision }
      const word = isChange ? (`changed-to-${outcome}` as const) : outcome
      const order = { what: word, act, seen: readSeen(typed), takesIt: true, state: outcome, told } as const
      const done = await actOnCase(ground, visit, opened, { ...order, content: decision })
      return leadOn(ground, visit, done, { filing: opened.filing, word, path, typed })
    })
  }
}

function describeDeciding(
  { findSelf, findHandling }: CaseGround,
  visit: OfficerVisit,
  opened: OpenedCase,
  outcome: Outcome,
): DeskPage {
  const { decision: copy, sayReview } = deskWords.cases
  const { left } = visit
  const form: Child = [
    renderTextArea({
      ...{ name: 'reason', label: copy.reason, support: copy.reasonSupport[outcome], rows: 3 },
      ...{ requirement: outcome === 'rejected' ? 'required' : 'optional', lengthMax: limits.reasonMax },
      value: left?.typed.get('reason') ?? '',
    }),
    renderTextArea({
      ...{ name: 'review', label: copy.review, support: copy.reviewSupport, rows: 6, requirement: 'required' },
      ...{
        lengthMax: limits.reviewMax,
        value: left?.typed.get('review') ?? sayReview(findSelf().name, findHandling(opened.procedure).reviewedBy),
      },
    }),
    renderButtonGroup([
      renderButton({ label: copy.do[outcome], size: 'medium', isDangerous: outcome === 'rejected' }),
      renderCancel(opened),
    ]),
  ]
  return {
    title: copy.titles[outcome],
    main: [
      renderNotificationBanner({ tone: 'warning', heading: copy.warn[outcome], body: copy.warnBody }),
      html`<p>${deskWords.cases.queue.receipt}: ${receiptNumberOf(opened.filing)}</p>`,
      renderAct(opened, outcome, form),
    ],
    notice: renderTrouble(visit, opened, 'reason'),
    ...describePlace(opened),
  }
}

/** What is in the way; whoever came second sees what the first one did. */
function renderTrouble({ left }: OfficerVisit, { steps: [last] }: OpenedCase, field: string): Child {
  const problems: Readonly<Record<string, string>> = deskWords.cases.problems
  const text = left?.problem === undefined ? undefined : problems[left.problem]
  if (text === undefined) return ''
  const isOthers = left?.problem === 'CASE_CHANGED' && last !== undefined
  const said = isOthers ? `${text}(${last.by ?? ''} ${sayStep(last)})` : text
  return renderErrorSummary({ errors: [{ field, text: said }] })
}

/** 職権取消 of a decision, and a word to the citizen beside the events: a text, and what it does. */
export function addTextPages(ground: CaseGround): void {
  const { decision, tell } = deskWords.cases
  addTextPage(ground, {
    ...{ path: 'withdraw-decision', act: 'withdraw-decision', step: 'decision-withdrawn', isDangerous: true },
    ...{ event: 'decision-withdrawn', state: 'decision-withdrawn' },
    copy: {
      title: decision.withdrawTitle,
      warn: decision.withdrawWarn,
      text: decision.withdrawReason,
      do: decision.withdrawDo,
    },
  })
  addTextPage(ground, {
    ...{ path: 'tell', act: undefined, step: 'told', event: 'note-to-citizen', state: undefined, isDangerous: false },
    copy: { title: tell.title, warn: tell.lead, text: tell.text, do: tell.do },
  })
}

type TextPage = {
  readonly path: 'withdraw-decision' | 'tell'
  readonly act: CaseAct | undefined
  readonly step: 'decision-withdrawn' | 'told'
  readonly event: 'decision-withdrawn' | 'note-to-citizen'
  readonly state: 'decision-withdrawn' | undefined
  readonly isDangerous: boolean
  readonly copy: { readonly title: string; readonly warn: string; readonly text: string; readonly do: string }
}

function addTextPage(ground: CaseGround, { path, act, step, event, state, isDangerous, copy }: TextPage): void {
  const { desk } = ground
  addDeskPage(desk, `/cases/:filing/${path}`, async (visit) => {
    const opened = await getCase(ground, visit, ['handle'])
    if (act !== undefined && !canAct(opened.state, act))
      return visit.c.redirect(`/cases/${opened.filing}?problem=CASE_STATE`, 303)
    const value = visit.left?.typed.get('text') ?? ''
    const form: Child = [
      renderTextArea({
        name: 'text',
        label: copy.text,
        requirement: 'required',
        rows: 4,
        lengthMax: limits.reasonMax,
        value,
      }),
      renderButtonGroup([renderButton({ label: copy.do, size: 'medium', isDangerous }), renderCancel(opened)]),
    ]
    return {
      title: copy.title,
      main: [renderNotificationBanner({ tone: 'warning', heading: copy.warn }), renderAct(opened, path, form)],
      notice: renderTrouble(visit, opened, 'text'),
      ...describePlace(opened),
    }
  })
  addDeskForm(desk, `/cases/:filing/${path}`, async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const { filing } = opened
    const at = `/cases/${filing}/${path}`
    const text = readLines(typed, 'text', limits.reasonMax)
    if (text === undefined || text === '') return leadBack(desk, visit, { path: at, typed, problem: 'CASE_TEXT' })
    const told: ToldEvent = { by: nameSpeaker(ground), what: event, text }
    const order = { what: step, act, state, told, takesIt: true, content: { text }, seen: readSeen(typed) }
    const done = await actOnCase(ground, visit, opened, order)
    return leadOn(ground, visit, done, { filing, word: step, path: at, typed })
  })
}
