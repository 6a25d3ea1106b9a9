import type { Child } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDescriptionList,
  renderNotificationBanner,
  renderSection,
  renderTextArea,
} from '@madoguchi/ui'
import type { Proposal } from '../../cases/keep-proposals.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import { addDeskForm, addDeskPage, type DeskPage, leadBack, type OfficerVisit } from '../frame.ts'
import { deskWords } from '../words.ts'
import { actOnCase, leadOn, readSeen } from './act-on-case.ts'
import { addNotice } from './add-notice.ts'
import { type CaseGround, getCase } from './case-ground.ts'
import { describePlace, renderCancel } from './correction-pages.ts'
import { type CaseDecision, describeDeciding, findDecidingAct } from './decide-case.ts'
import { readLines } from './read-texts.ts'
import { renderAct } from './render-act.ts'
import { renderTrouble } from './render-trouble.ts'

const wordsMax = 1000

/** A decision that waits for a second officer: read as the citizen will, then confirmed, or given back with words. */
export function addProposalPages(ground: CaseGround): void {
  const { desk } = ground
  const pathOf = ({ filing }: OpenedCase) => `/cases/${filing}/proposal`

  addDeskPage(desk, '/cases/:filing/proposal', async (visit) => {
    const opened = await getCase(ground, visit, ['handle'])
    const decision = findDecision(opened)
    const { proposal } = opened
    if (decision === undefined || proposal === undefined)
      return visit.c.redirect(`/cases/${opened.filing}?problem=CASE_STATE`, 303)
    return describeProposal(visit, opened, proposal)
  })
  addDeskForm(desk, '/cases/:filing/confirm', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const { filing, proposal } = opened
    const decision = findDecision(opened)
    if (decision === undefined || proposal === undefined)
      return visit.c.redirect(`/cases/${filing}?problem=CASE_STATE`, 303)
    const sealed = await addNotice(ground, opened, describeDeciding(ground, opened, decision))
    if (!sealed.ok) return leadBack(desk, visit, { path: pathOf(opened), typed, problem: sealed.code })
    const order = sealed.value
    const content = { ...order.content, proposedBy: proposal.by.name }
    const step = { ...order, content, seen: readSeen(typed), endsProposal: 'confirmed' } as const
    const done = await actOnCase(ground, visit, opened, step)
    return leadOn(ground, visit, done, { filing, word: order.what, path: pathOf(opened), typed })
  })
  addDeskForm(desk, '/cases/:filing/give-back', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const text = readLines(typed, 'text', wordsMax)
    if (text === undefined || text === '')
      return leadBack(desk, visit, { path: pathOf(opened), typed, problem: 'CASE_TEXT' })
    const step = { what: 'given-back', seen: readSeen(typed), endsProposal: 'returned', content: { text } } as const
    const done = await actOnCase(ground, visit, opened, step)
    return leadOn(ground, visit, done, { filing: opened.filing, word: step.what, path: pathOf(opened), typed })
  })
}

/** What waits and can still be done. */
function findDecision(opened: OpenedCase): CaseDecision | undefined {
  const { proposal } = opened
  if (proposal === undefined || findDecidingAct(opened, proposal.kind) === undefined) return undefined
  const { kind, content } = proposal
  const { review, reason, text } = content
  if (kind === 'decision-withdrawn') return typeof text === 'string' ? { kind, content: { text } } : undefined
  if (typeof review !== 'string') return undefined
  return { kind, content: { outcome: kind, review, ...(typeof reason === 'string' ? { reason } : {}) } }
}

function describeProposal(visit: OfficerVisit, opened: OpenedCase, { kind, content, by }: Proposal): DeskPage {
  const { proposal: copy, decision } = deskWords.cases
  const isOwn = by.officer === visit.by.officer
  const rows = (['reason', 'review', 'text'] as const).flatMap((name) =>
    typeof content[name] === 'string'
      ? [
          {
            term: { reason: decision.reason, review: decision.review, text: decision.withdrawReason }[name],
            value: String(content[name])
              .split('\n')
              .map((line) => html`<p>${line}</p>`),
          },
        ]
      : [],
  )
  const acts: Child = [
    renderAct(
      opened,
      'confirm',
      renderButtonGroup([
        renderButton({ label: copy.do[kind], size: 'medium', isDangerous: kind !== 'granted' }),
        renderCancel(opened),
      ]),
    ),
    renderSection({
      heading: copy.giveBackTitle,
      body: renderAct(opened, 'give-back', [
        renderTextArea({
          ...{ name: 'text', label: copy.giveBackWords, requirement: 'required', rows: 3, lengthMax: wordsMax },
          ...{ support: copy.giveBackSupport, value: visit.left?.typed.get('text') ?? '' },
        }),
        renderButton({ label: copy.giveBack, kind: 'outline', size: 'medium' }),
      ]),
    }),
  ]
  return {
    title: copy.title,
    main: [
      renderNotificationBanner({ tone: 'warning', heading: copy.warn[kind], body: copy.body(by.name) }),
      renderDescriptionList({ rows }),
      isOwn ? [html`<p>${copy.own}</p>`, renderButtonGroup([renderCancel(opened)])] : acts,
    ],
    notice: renderTrouble(visit, opened, 'text'),
    ...describePlace(opened),
  }
}
