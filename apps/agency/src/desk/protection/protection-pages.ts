import { dayMs, japaneseDay } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderRadioGroup,
  renderStatusChip,
  renderTable,
  renderTextField,
} from '@madoguchi/ui'
import type { Register } from '../../connector.ts'
import type { ProtectionReason } from '../../officer-words.ts'
import { protectionReasons } from '../../officer-words.ts'
import { endProtection } from '../../protection/end-protection.ts'
import { listProtected } from '../../protection/list-protected.ts'
import { type ProtectionDeps, protect } from '../../protection/protect.ts'
import { parseProtectionOrder } from '../../protection/protection-order.ts'
import { noteLine, withLineOf } from '../audit.ts'
import {
  addDeskForm,
  addDeskPage,
  type DeskFrame,
  type DeskPage,
  demandRole,
  demandThere,
  leadBack,
  type OfficerVisit,
  renderDone,
} from '../frame.ts'
import { renderMoment } from '../render-moment.ts'
import { hasRole, ownAffairs } from '../roles.ts'
import { deskWords } from '../words.ts'
import { describePerson, isKnownPerson, type PersonSeen, sayDay } from './find-person.ts'

const affair = ownAffairs.protection
const yearDays = 365

/** 支援措置: who is protected, and how it begins, goes on and ends. */
export function addProtectionPages(
  desk: DeskFrame,
  { protecting, register }: { readonly protecting: ProtectionDeps; readonly register: Register | undefined },
): void {
  const { clock, db } = desk.ground
  const { protections: copy } = deskWords

  async function getPerson(visit: OfficerVisit, roles: readonly ('look' | 'handle')[]) {
    demandRole(visit, affair, roles)
    const personRef = visit.c.req.param('person') ?? ''
    demandThere((await isKnownPerson(db.kysely, personRef)) || undefined)
    const person = await describePerson({ db: db.kysely, register }, personRef)
    return { personRef, path: `/protections/person/${encodeURIComponent(personRef)}`, person }
  }

  addDeskPage(desk, '/protections', async (visit) => {
    demandRole(visit, affair, ['look', 'handle'])
    return describeList(visit, await listProtected(db.kysely, clock.now()))
  })
  addDeskPage(desk, '/protections/person/:person', async (visit) =>
    describeOne(visit, await getPerson(visit, ['look', 'handle'])),
  )
  addDeskPage(desk, '/protections/person/:person/begin', async (visit) =>
    describeBeginning(visit, await getPerson(visit, ['handle']), clock.now()),
  )
  addDeskForm(desk, '/protections/person/:person/begin', async (visit, typed) => {
    const { personRef, path } = await getPerson(visit, ['handle'])
    const order = { personRef, by: visit.by.name, ...readTyped(typed) }
    const read = parseProtectionOrder(order, clock.now())
    if (!read.ok) return leadBack(desk, visit, { path: `${path}/begin`, typed, problem: read.code })
    // First what will happen is shown, with what was chosen; the second press does it.
    if (typed.get('isSure') !== 'yes')
      return leadBack(desk, visit, { path: `${path}/confirm`, typed, problem: undefined })
    const about = { affair, what: 'protection-begun', personRef, reason: order.reason } as const
    const delivery = withLineOf(protecting.delivery, (tx, at) => noteLine(tx, at, visit.by, about))
    const done = await protect({ ...protecting, delivery }, order)
    if (!done.ok) return leadBack(desk, visit, { path: `${path}/begin`, typed, problem: done.code })
    return visit.c.redirect(`${path}?done=${done.value.extends === undefined ? 'begun' : 'extended'}`, 303)
  })
  addDeskPage(desk, '/protections/person/:person/confirm', async (visit) => {
    const given = await getPerson(visit, ['handle'])
    const { left } = visit
    return left === undefined
      ? visit.c.redirect(`${given.path}/begin`, 303)
      : describeConfirm(given, readTyped(left.typed))
  })
  addDeskPage(desk, '/protections/person/:person/end', async (visit) => {
    const given = await getPerson(visit, ['handle'])
    return given.person.running === undefined ? visit.c.redirect(given.path, 303) : describeEnding(given)
  })
  addDeskForm(desk, '/protections/person/:person/end', async (visit, typed) => {
    const { personRef, path, person } = await getPerson(visit, ['handle'])
    // Somebody extended it meanwhile: what is to be ended is not what was seen.
    if (person.running !== undefined && person.running.until !== typed.get('seen'))
      return visit.c.redirect(`${path}?done=changed`, 303)
    const about = { affair, what: 'protection-ended', personRef } as const
    const delivery = withLineOf(protecting.delivery, (tx, at) => noteLine(tx, at, visit.by, about))
    const done = await endProtection({ delivery }, { personRef, by: visit.by.name })
    return visit.c.redirect(`${path}?done=${done.ok ? 'ended' : 'none'}`, 303)
  })

  function describeList(visit: OfficerVisit, people: Awaited<ReturnType<typeof listProtected>>): DeskPage {
    const table = renderTable({
      ...{ id: 'protections', caption: copy.title, hidesCaption: true, density: 'dense' },
      columns: [
        { label: deskWords.person.reference, isRowHeader: true },
        { label: copy.until },
        { label: copy.daysLeft, isNumeric: true },
        { label: copy.reason },
        { label: copy.by },
        { label: copy.beganAt },
        { label: copy.letter },
      ],
      rows: people.map((one) => [
        html`<a href="/protections/person/${encodeURIComponent(one.personRef)}">${one.personRef}</a>`,
        sayDay(one.until),
        one.endsSoon
          ? renderStatusChip({ tone: 'warning', label: copy.days(Math.max(0, one.daysLeft)) })
          : copy.days(one.daysLeft),
        deskWords.protectionReasons[one.reason],
        one.by,
        renderMoment(new Date(one.beganAt)),
        one.letter === null ? copy.letterNone : deskWords.letterStates[one.letter],
      ]),
    })
    const begin = hasRole(visit.by, affair, 'handle')
      ? renderLinkButton({ label: copy.find, href: '/protections/find', size: 'medium' })
      : ''
    return {
      title: copy.title,
      main: [html`<p>${copy.lead}</p>`, begin, people.length === 0 ? html`<p>${copy.none}</p>` : table],
      looks: [
        { affair, what: 'protections-listed' },
        ...people.map(({ personRef }) => ({ affair, what: 'protections-listed' as const, personRef })),
      ],
    }
  }
}

type OfPerson = { readonly personRef: string; readonly path: string; readonly person: PersonSeen }

function describeOne(visit: OfficerVisit, { personRef, path, person }: OfPerson): DeskPage {
  const { protections: copy } = deskWords
  const { running } = person

  const buttons = !hasRole(visit.by, affair, 'handle')
    ? ''
    : renderButtonGroup([
        renderLinkButton({
          label: running === undefined ? copy.begin : copy.extend,
          href: `${path}/begin`,
          size: 'medium',
        }),
        ...(running === undefined
          ? []
          : [renderLinkButton({ label: copy.end, href: `${path}/end`, kind: 'outline', size: 'medium' })]),
        ...(running === undefined ? [] : listLetterLinks(personRef)),
      ])
  return {
    title: copy.personTitle,
    main: [person.html, buttons, html`<p><a href="/protections">${copy.back}</a></p>`],
    notice: renderDone(visit, copy.done),
    looks: [{ affair, what: 'person-seen', personRef }],
  }
}

function listLetterLinks(personRef: string): readonly Html[] {
  return (['protection-begun', 'protection-ending'] as const).map((kind) =>
    renderLinkButton({
      label: deskWords.protections.write[kind],
      href: `/letters/write/${kind}/${encodeURIComponent(personRef)}`,
      kind: 'outline',
      size: 'medium',
    }),
  )
}

type Typed = { readonly reason: string; readonly until: string }

function readTyped(typed: URLSearchParams): Typed {
  return { reason: typed.get('reason') ?? '', until: typed.get('until') ?? '' }
}

function describeBeginning(visit: OfficerVisit, { personRef, path, person }: OfPerson, at: Date): DeskPage {
  const { protections: copy } = deskWords
  const inAYear = japaneseDay(new Date(at.getTime() + yearDays * dayMs))
  const typed = visit.left === undefined ? { reason: '', until: inAYear } : readTyped(visit.left.typed)
  const problems: Readonly<Record<string, { readonly field: 'reason' | 'until'; readonly text: string }>> =
    copy.problems
  const trouble = problems[visit.left?.problem ?? '']
  const errorOf = (field: 'reason' | 'until') => (trouble?.field === field ? { error: trouble.text } : {})
  const choices = protectionReasons.map((value) => ({
    ...{ value, label: deskWords.protectionReasons[value], isChosen: value === typed.reason },
  }))
  return {
    title: person.running === undefined ? copy.beginTitle : copy.extendTitle,
    main: [
      person.html,
      html`<form class="stack" method="post" action="${path}/begin" novalidate>
${renderRadioGroup({ name: 'reason', label: copy.reason, requirement: 'required', choices, ...errorOf('reason') })}
${renderTextField({ name: 'until', label: copy.until, requirement: 'required', support: copy.untilSupport, kind: 'date', value: typed.until, width: 'medium', size: 'medium', ...errorOf('until') })}
${renderButtonGroup([renderButton({ label: copy.next, size: 'medium' }), renderCancel(path)])}
</form>`,
    ],
    notice: trouble === undefined ? '' : renderErrorSummary({ errors: [trouble] }),
    trail: [{ label: copy.title, href: '/protections' }],
    looks: [{ affair, what: 'person-seen', personRef }],
  }
}

function describeConfirm({ personRef, path, person }: OfPerson, typed: Typed): DeskPage {
  const { protections: copy } = deskWords
  const { running } = person
  const reason = deskWords.protectionReasons[typed.reason as ProtectionReason]
  return {
    title: copy.confirmTitle,
    main: [
      renderNotificationBanner({
        tone: 'warning',
        heading:
          running === undefined ? copy.confirmHeading(sayDay(typed.until)) : copy.confirmExtend(sayDay(typed.until)),
        body: html`<p>${running === undefined ? copy.confirmBody : copy.confirmExtendBody}</p><p>${copy.confirmReason(reason)}</p>`,
      }),
      person.html,
      html`<form method="post" action="${path}/begin"><input type="hidden" name="reason" value="${typed.reason}"><input type="hidden" name="until" value="${typed.until}"><input type="hidden" name="isSure" value="yes">
${renderButtonGroup([renderButton({ label: running === undefined ? copy.beginDo : copy.extendDo, size: 'medium' }), renderCancel(path)])}</form>`,
    ],
    trail: [{ label: copy.title, href: '/protections' }],
    looks: [{ affair, what: 'person-seen', personRef }],
  }
}

function describeEnding({ personRef, path, person }: OfPerson): DeskPage {
  const { protections: copy } = deskWords
  const { running } = person
  const button = renderButton({ label: copy.endDo, size: 'medium', isDangerous: true })
  return {
    title: copy.endTitle,
    main: [
      renderNotificationBanner({ tone: 'warning', heading: copy.endHeading, body: copy.endBody(running?.by ?? '') }),
      person.html,
      html`<form method="post" action="${path}/end"><input type="hidden" name="seen" value="${running?.until}">${renderButtonGroup([button, renderCancel(path)])}</form>`,
    ],
    trail: [{ label: copy.title, href: '/protections' }],
    looks: [{ affair, what: 'person-seen', personRef }],
  }
}

function renderCancel(path: string): Html {
  return renderLinkButton({ label: deskWords.protections.cancel, href: path, kind: 'outline', size: 'medium' })
}
