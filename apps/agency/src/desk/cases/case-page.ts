import { receiptNumberOf } from '@madoguchi/filing'
import type { Child } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderColumns,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderSelectField,
  renderTextArea,
} from '@madoguchi/ui'
import { canAct } from '../../case-states.ts'
import { formOf, readAnswersOf } from '../../cases/answers.ts'
import { listQuestions } from '../../cases/ask-for-case.ts'
import { findCandidates, readSaidSubject } from '../../cases/find-candidates.ts'
import { listAskable } from '../../cases/list-askable.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import { addDeskPage, type DeskPage, type OfficerVisit, renderDone } from '../frame.ts'
import { listOfficers } from '../officers.ts'
import { describePerson } from '../protection/find-person.ts'
import { hasRole } from '../roles.ts'
import { deskWords } from '../words.ts'
import { type CaseGround, getCase } from './case-ground.ts'
import { listCaseKeys } from './case-keys.ts'
import { renderAct, type Seen } from './render-act.ts'
import { renderAnswers } from './render-answers.ts'
import { renderCaseFacts } from './render-case-facts.ts'
import { renderExport } from './render-export.ts'
import { renderFiles } from './render-files.ts'
import { renderNetwork } from './render-network.ts'
import { renderProposal } from './render-proposal.ts'
import { renderSteps } from './render-steps.ts'
import { renderSubject } from './render-subject.ts'

/** One case: what came, what was done, and what can be done next. */
export function addCasePage(ground: CaseGround): void {
  addDeskPage(ground.desk, '/cases/:filing', async (visit) =>
    describeCase(ground, visit, await getCase(ground, visit, ['look', 'handle', 'divide'])),
  )
}

async function describeCase(ground: CaseGround, visit: OfficerVisit, opened: OpenedCase): Promise<DeskPage> {
  const { one: copy } = deskWords.cases
  const { filing, version, state, affair } = opened
  const at = ground.desk.ground.clock.now()
  const canHandle = hasRole(visit.by, affair, 'handle')
  const seen: Seen = { filing, version, canWork: canHandle && canAct(state, 'work') }
  const canSee = hasRole(visit.by, affair, ['look', 'handle'])
  const { content: main, candidates } = canSee
    ? await readContent(ground, opened, seen)
    : { content: '', candidates: [] }
  const { about } = formOf(opened.filings[0])
  const side = [
    renderCaseFacts(ground, opened, at),
    canSee ? renderProposal(visit, opened) : '',
    renderSection({ heading: copy.acts, body: await renderActs(ground, visit, opened) }),
    canHandle ? renderNote(seen) : '',
    canSee ? renderSteps(opened, ground.names) : '',
    canSee ? renderExport(filing) : '',
  ]
  return {
    title: copy.title(receiptNumberOf(filing)),
    main: [
      about === undefined || !canSee ? '' : renderAbout(about),
      renderColumns({ main, side, sideLabel: copy.facts }),
      renderWays(opened, canHandle),
    ],
    keys: listCaseKeys(),
    notice: renderNotice(visit),
    trail: [{ label: deskWords.cases.queue.title, href: '/cases' }],
    looks: [
      { affair, what: 'case-seen', subject: filing, personRef: opened.subject },
      ...candidates.map((personRef) => ({ affair, what: 'person-seen' as const, subject: filing, personRef })),
    ],
  }
}

/** A later paper that lies here as a case of its own: of what it is. Who may not see that hears at its address that there is none. */
function renderAbout(about: string): Child {
  const { one: copy } = deskWords.cases
  const receipt = receiptNumberOf(about)
  return renderNotificationBanner({
    ...{ tone: 'warning', heading: copy.aboutOther(receipt), body: copy.aboutOtherBody },
    actions: [
      renderLinkButton({ label: copy.title(receipt), href: `/cases/${about}`, kind: 'outline', size: 'medium' }),
    ],
  })
}

/** Back to the queue, and on to the next case. */
function renderWays({ filing }: OpenedCase, canHandle: boolean): Child {
  const { one: copy, queue } = deskWords.cases
  const next = html`<li><a href="/cases/next?after=${filing}">${queue.next}</a></li>`
  return html`<ul><li><a href="/cases">${copy.back}</a></li>${canHandle ? next : ''}</ul>`
}

/** What who may see it sees, and whom of the register it shows. */
async function readContent(
  ground: CaseGround,
  opened: OpenedCase,
  seen: Seen,
): Promise<{ content: Child; candidates: readonly string[] }> {
  const { register, procedures, names, facts, desk } = ground
  const db = desk.ground.db.kysely
  const said = readSaidSubject(opened, procedures)
  const tied = opened.subject === undefined ? undefined : await describePerson({ db, register }, opened.subject)
  const candidates = tied === undefined ? await findCandidates(db, register, said) : []
  const askable = listAskable(ground, opened.affair, desk.ground.clock.now())
  const questions = tied === undefined ? [] : await listQuestions(db, opened)
  const content = [
    renderSubject(seen, { tied, said, candidates }),
    renderNetwork(seen, {
      filing: opened.filing,
      affair: opened.affair,
      isTied: tied !== undefined,
      askable,
      questions,
      names,
      facts,
    }),
    renderFiles(opened),
    renderAnswers(readAnswersOf(opened, procedures)),
  ]
  return { content, candidates: candidates.map(({ entry }) => entry.personRef) }
}

/** What was done, or what was in the way, from the word in the address. */
function renderNotice(visit: OfficerVisit): Child {
  const problems: Readonly<Record<string, string>> = deskWords.cases.problems
  const word = visit.c.req.query('problem') ?? ''
  const heading = Object.hasOwn(problems, word) ? problems[word] : undefined
  return heading === undefined
    ? renderDone(visit, deskWords.cases.one.done)
    : renderNotificationBanner({ tone: 'warning', heading, isLive: true })
}

async function renderActs(ground: CaseGround, { by }: OfficerVisit, opened: OpenedCase): Promise<Child> {
  const { one: copy } = deskWords.cases
  const { affair, state, officer } = opened
  const canHandle = hasRole(by, affair, 'handle')
  const isOthers = officer !== undefined && officer.officer !== by.officer
  const post = (act: string, label: string) =>
    renderAct(opened, act, renderButton({ label, kind: 'outline', size: 'medium' }))
  const possession =
    !canHandle || !canAct(state, 'possess')
      ? ''
      : officer === undefined
        ? post('take-on', copy.takeOn)
        : isOthers
          ? post('take-on', copy.takeOver)
          : post('let-go', copy.letGo)
  const divide = hasRole(by, affair, 'divide') && canAct(state, 'possess') ? await renderHandOver(ground, opened) : ''
  if (!canHandle) return [html`<p>${copy.lookOnly}</p>`, divide]
  return [isOthers ? '' : renderNextSteps(opened), possession, divide]
}

/** The steps that this state has, the main one first. */
function renderNextSteps(opened: OpenedCase): Child {
  const { one: copy } = deskWords.cases
  const { filing, state } = opened
  const isSolid = canAct(state, 'decide')
  const link = (label: string, path: string, kind: 'solid' | 'outline' = 'outline') =>
    renderLinkButton({ label, href: `/cases/${filing}/${path}`, kind, size: 'medium' })
  const links = [
    ...(isSolid ? [link(copy.grant, 'granted', 'solid'), link(copy.reject, 'rejected')] : []),
    ...(state === 'rejected' ? [link(copy.changeToGrant, 'granted')] : []),
    ...(state === 'granted' ? [link(copy.changeToReject, 'rejected')] : []),
    ...(canAct(state, 'withdraw-decision') ? [link(copy.withdrawDecision, 'withdraw-decision')] : []),
    ...(canAct(state, 'ask-correction') ? [link(copy.askCorrection, 'correction')] : []),
    link(copy.tell, 'tell'),
  ]
  const review = canAct(state, 'begin-review')
    ? renderAct(opened, 'begin-review', renderButton({ label: copy.beginReview, kind: 'outline', size: 'medium' }))
    : ''
  return [renderButtonGroup(links), review]
}

/** Whoever divides gives it to somebody who handles cases of this affair. */
async function renderHandOver({ desk }: CaseGround, opened: OpenedCase): Promise<Child> {
  const { one: copy } = deskWords.cases
  const officers = (await listOfficers(desk.ground.db.kysely)).filter(
    (one) => one.removedAt === undefined && hasRole(one, opened.affair, 'handle'),
  )
  return renderAct(opened, 'hand-over', [
    renderSelectField({
      ...{ name: 'officer', label: copy.handOverTo, requirement: 'unsaid', size: 'medium' },
      options: officers.map(({ officer, name }) => ({ value: officer, label: name })),
    }),
    renderButton({ label: copy.handOver, kind: 'outline', size: 'medium' }),
  ])
}

function renderNote(seen: Seen): Child {
  const { one: copy } = deskWords.cases
  return renderAct(seen, 'note', [
    renderTextArea({
      name: 'text',
      label: copy.note,
      requirement: 'unsaid',
      support: copy.noteSupport,
      rows: 2,
      lengthMax: 1000,
    }),
    renderButton({ label: copy.noteDo, kind: 'outline', size: 'medium' }),
  ])
}
