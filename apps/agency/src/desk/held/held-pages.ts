import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDateTime,
  renderDescriptionList,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderTextField,
} from '@madoguchi/ui'
import type { Register } from '../../connector.ts'
import { isOfficerText } from '../../officer-text.ts'
import type { HoldingDeps } from '../../release-held.ts'
import type { About } from '../audit.ts'
import {
  addDeskForm,
  addDeskPage,
  type DeskFrame,
  type DeskPage,
  demandRole,
  leadBack,
  type OfficerVisit,
  renderDone,
} from '../frame.ts'
import type { DeskNames } from '../names.ts'
import { describePerson, type PersonSeen } from '../protection/find-person.ts'
import { hasRole, ownAffairs } from '../roles.ts'
import { deskWords } from '../words.ts'
import { type Decided, decideHeld, findDecision } from './decide-held.ts'
import { findAffairOf, findHeld, type HeldAnswer } from './list-held.ts'

const reasonCharsMax = 200

/** 保留中の回答: what is asked and about whom; an officer releases the answer, or does not and says why. */
export function addHeldPages(
  desk: DeskFrame,
  names: DeskNames,
  { holding, register }: { readonly holding: HoldingDeps; readonly register: Register | undefined },
): void {
  const { clock, db } = desk.ground
  const { held: copy } = deskWords

  /** The case where this officer may see it; who may not hears that there is none. */
  async function getCase(visit: OfficerVisit, roles: readonly ('look' | 'handle')[]) {
    const exchange = visit.c.req.param('exchange') ?? ''
    demandRole(visit, (await findAffairOf(db.kysely, exchange)) ?? '', roles)
    const decided = await findDecision(db.kysely, exchange)
    const held = await findHeld(db.kysely, exchange, clock.now())
    return { exchange, decided, held }
  }
  async function describeStep(visit: OfficerVisit, step: 'release' | 'refuse'): Promise<DeskPage | Response> {
    const { exchange, held } = await getCase(visit, ['handle'])
    if (held === undefined) return visit.c.redirect(`/held/${exchange}`, 303)
    return step === 'release' ? describeRelease(held, names) : describeRefusal(visit, held, names)
  }

  addDeskPage(desk, '/held/:exchange', async (visit) => {
    const { exchange, decided, held } = await getCase(visit, ['look', 'handle'])
    if (held === undefined) return describeClosed(visit, exchange, decided)
    const person = await describePerson({ db: db.kysely, register }, held.personRef)
    return describeCase(visit, { held, person }, names)
  })
  for (const step of ['release', 'refuse'] as const)
    addDeskPage(desk, `/held/:exchange/${step}`, (visit) => describeStep(visit, step))
  addDeskForm(desk, '/held/:exchange/release', async (visit) => {
    const { exchange, held } = await getCase(visit, ['handle'])
    const done = await decideHeld(holding, visit.by, { exchange, decision: 'released' })
    const word = done.ok ? (held?.affair === ownAffairs.self ? 'releasedOwn' : 'released') : done.code
    return visit.c.redirect(`/held/${exchange}?done=${word}`, 303)
  })
  addDeskForm(desk, '/held/:exchange/refuse', async (visit, typed) => {
    const { exchange } = await getCase(visit, ['handle'])
    const reason = (typed.get('reason') ?? '').trim()
    if (!isOfficerText(reason, reasonCharsMax))
      return leadBack(desk, visit, { path: `/held/${exchange}/refuse`, typed, problem: 'REASON' })
    const done = await decideHeld(holding, visit.by, { exchange, decision: 'refused', reason })
    return visit.c.redirect(`/held/${exchange}?done=${done.ok ? 'refused' : done.code}`, 303)
  })

  function describeClosed(visit: OfficerVisit, exchange: string, decided: Decided | undefined): DeskPage {
    const notice = renderDone(visit, copy.done)
    const what = decided === undefined ? copy.over : copy.decided[decided.decision]
    const rows =
      decided === undefined
        ? []
        : [
            { term: copy.by, value: decided.by },
            { term: copy.at, value: renderDateTime(decided.at) },
            ...(decided.reason === null ? [] : [{ term: copy.reason, value: names.reason(decided.reason) }]),
          ]
    const letter =
      visit.c.req.query('done') === 'releasedOwn'
        ? renderLinkButton({ label: copy.letter, href: `/letters/write/released/${exchange}`, size: 'medium' })
        : ''
    const main = [html`<p>${what}</p>`, rows.length === 0 ? '' : renderDescriptionList({ rows }), letter, renderBack()]
    return { title: copy.title, main, notice, looks: [] }
  }
}

function describeCase(
  visit: OfficerVisit,
  { held, person }: { held: HeldAnswer; person: PersonSeen },
  names: DeskNames,
): DeskPage {
  const { held: copy } = deskWords
  const { exchange, affair, personRef } = held
  const isOwn = affair === ownAffairs.self
  const steps = hasRole(visit.by, affair, 'handle')
    ? renderButtonGroup([
        renderLinkButton({ label: copy.release, href: `/held/${exchange}/release`, size: 'medium' }),
        renderLinkButton({ label: copy.refuse, href: `/held/${exchange}/refuse`, kind: 'outline', size: 'medium' }),
      ])
    : html`<p>${copy.lookOnly}</p>`
  const looks: readonly About[] = [{ affair, what: 'held-seen', exchange, personRef }]
  return {
    title: copy.title,
    main: [
      html`<p>${isOwn ? copy.leadOwn : copy.lead}</p>`,
      renderFacts(held, names),
      person.html,
      steps,
      renderBack(),
    ],
    notice: renderDone(visit, copy.done),
    looks,
  }
}

function renderFacts(held: HeldAnswer, names: DeskNames): Html {
  const { held: copy } = deskWords
  const isOwn = held.affair === ownAffairs.self
  return renderDescriptionList({
    rows: [
      { term: copy.exchange, value: html`<code>${held.exchange}</code>` },
      { term: copy.inquirer, value: names.party(held.inquirer) },
      { term: copy.affair, value: names.affair(held.affair) },
      { term: copy.type, value: names.type(held.type) },
      ...(isOwn ? [] : [{ term: copy.basis, value: held.basis }]),
      { term: copy.since, value: renderDateTime(held.receivedAt) },
      ...(isOwn
        ? [{ term: copy.cause, value: copy.causes[held.cause === 'withheld' ? 'withheld' : 'held'] }]
        : [{ term: copy.until, value: renderDateTime(held.expiresAt) }]),
    ],
  })
}

function describeRelease(held: HeldAnswer, names: DeskNames): DeskPage {
  const { held: copy } = deskWords
  const isOwn = held.affair === ownAffairs.self
  const button = renderButton({ label: copy.releaseDo, size: 'medium' })
  return {
    title: copy.releaseTitle,
    main: [
      renderNotificationBanner({
        tone: 'warning',
        heading: isOwn ? copy.releaseOwnWarn : copy.releaseWarn(names.party(held.inquirer)),
        body: isOwn ? copy.releaseOwnBody : copy.releaseBody,
      }),
      renderFacts(held, names),
      html`<form method="post" action="/held/${held.exchange}/release">${renderButtonGroup([button, renderCancel(held)])}</form>`,
    ],
    trail: [{ label: copy.title, href: `/held/${held.exchange}` }],
    looks: [],
  }
}

function describeRefusal(visit: OfficerVisit, held: HeldAnswer, names: DeskNames): DeskPage {
  const { held: copy } = deskWords
  const error = visit.left?.problem === undefined ? undefined : copy.reasonMissing
  const field = renderTextField({
    ...{ name: 'reason', label: copy.reason, requirement: 'required', support: copy.reasonSupport, size: 'medium' },
    value: visit.left?.typed.get('reason') ?? '',
    lengthMax: reasonCharsMax,
    ...(error === undefined ? {} : { error }),
  })
  const button = renderButton({ label: copy.refuseDo, size: 'medium', isDangerous: true })
  return {
    title: copy.refuseTitle,
    main: [
      html`<p>${held.affair === ownAffairs.self ? copy.refuseOwnBody : copy.refuseBody}</p>`,
      renderFacts(held, names),
      html`<form class="stack" method="post" action="/held/${held.exchange}/refuse" novalidate>${field}${renderButtonGroup([button, renderCancel(held)])}</form>`,
    ],
    notice: error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'reason', text: error }] }),
    trail: [{ label: copy.title, href: `/held/${held.exchange}` }],
    looks: [],
  }
}

function renderCancel({ exchange }: HeldAnswer): Html {
  return renderLinkButton({ label: deskWords.held.cancel, href: `/held/${exchange}`, kind: 'outline', size: 'medium' })
}

function renderBack(): Html {
  return html`<p><a href="/">${deskWords.held.back}</a></p>`
}
