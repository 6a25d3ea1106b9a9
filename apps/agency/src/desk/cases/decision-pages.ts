import { receiptNumberOf } from '@madoguchi/filing'
import type { Child } from '@madoguchi/ui'
import { html, renderButton, renderButtonGroup, renderNotificationBanner, renderTextArea } from '@madoguchi/ui'
import type { OpenedCase } from '../../cases/read-case.ts'
import { addDeskForm, addDeskPage, type DeskPage, leadBack, type OfficerVisit } from '../frame.ts'
import { deskWords } from '../words.ts'
import { leadOn, readSeen } from './act-on-case.ts'
import { type CaseGround, getCase } from './case-ground.ts'
import { describePlace, renderCancel } from './correction-pages.ts'
import { decideCase, findDecidingAct, isDecidedByTwo } from './decide-case.ts'
import { readLines } from './read-texts.ts'
import { renderAct } from './render-act.ts'
import { renderTrouble } from './render-trouble.ts'

const limits = { reasonMax: 1000, reviewMax: 1500 } as const
const outcomes = ['granted', 'rejected'] as const
type Outcome = (typeof outcomes)[number]

/** 認定, 却下 and their change: the page says what will be told, a refusal has its reason, and every decision its 教示. */
export function addDecisionPages(ground: CaseGround): void {
  const { desk } = ground
  for (const outcome of outcomes) {
    addDeskPage(desk, `/cases/:filing/${outcome}`, async (visit) => {
      const opened = await getCase(ground, visit, ['handle'])
      if (findDecidingAct(opened, outcome) === undefined)
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
      const content = { outcome, review, ...(reason === '' ? {} : { reason }) }
      const order = { decision: { kind: outcome, content }, seen: readSeen(typed) } as const
      const { done, word } = await decideCase(ground, visit, opened, order)
      return leadOn(ground, visit, done, { filing: opened.filing, word, path, typed })
    })
  }
}

function describeDeciding(ground: CaseGround, visit: OfficerVisit, opened: OpenedCase, outcome: Outcome): DeskPage {
  const { decision: copy, proposal, sayReview } = deskWords.cases
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
        value:
          left?.typed.get('review') ??
          sayReview(ground.findSelf().name, ground.findHandling(opened.procedure).reviewedBy),
      },
    }),
    renderButtonGroup([
      renderButton({
        ...{ label: isDecidedByTwo(ground, opened) ? proposal.propose : copy.do[outcome], size: 'medium' },
        isDangerous: outcome === 'rejected',
      }),
      renderCancel(opened),
    ]),
  ]
  return {
    title: copy.titles[outcome],
    main: [
      renderWarning(ground, opened, outcome),
      html`<p>${deskWords.cases.queue.receipt}: ${receiptNumberOf(opened.filing)}</p>`,
      renderAct(opened, outcome, form),
    ],
    notice: renderTrouble(visit, opened, 'reason'),
    ...describePlace(opened),
  }
}

/** What happens at the press: at once, or after another officer has confirmed it. */
function renderWarning(ground: CaseGround, opened: OpenedCase, outcome: Outcome): Child {
  const { decision, proposal } = deskWords.cases
  const isFirst = isDecidedByTwo(ground, opened)
  const heading = isFirst ? proposal.warnFirst : decision.warn[outcome]
  return renderNotificationBanner({ tone: 'warning', heading, body: decision.warnBody })
}
