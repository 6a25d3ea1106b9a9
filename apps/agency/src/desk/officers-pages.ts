import type { Child, Html } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderButtonGroup,
  renderCheckboxGroup,
  renderDateTime,
  renderDescriptionList,
  renderDisclosure,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderPage,
  renderSection,
  renderStatusChip,
  renderTable,
} from '@madoguchi/ui'
import { deskRoles } from '../officer-words.ts'
import type { OfficersCode } from './errors.ts'
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
} from './frame.ts'
import type { DeskNames } from './names.ts'
import type { ListedOfficer } from './officers.ts'
import { changeRoles, listOfficers, markRoles, removeOfficer } from './officers.ts'
import { renderMoment } from './render-moment.ts'
import { beginReplacement, confirmReplacement, findReplacement, type Replacement } from './replacements.ts'
import { hasRole, listAffairs, ownAffairs } from './roles.ts'
import { deskWords } from './words.ts'

/** 職員: who may do what here; a passkey that is lost; who leaves. */
export function addOfficersPages(desk: DeskFrame, names: DeskNames, origin: string): void {
  const { ground } = desk
  const { kysely } = ground.db

  async function getOfficer(visit: OfficerVisit): Promise<ListedOfficer> {
    demandThere(listAffairs(visit.by, ['settings'])[0])
    const officers = await listOfficers(kysely)
    return demandThere(officers.find(({ officer }) => officer === visit.c.req.param('officer')))
  }
  const back = (visit: OfficerVisit, officer: string, problem: OfficersCode) =>
    leadBack(desk, visit, { path: `/officers/${officer}`, typed: new URLSearchParams(), problem })

  addDeskPage(desk, '/officers', async (visit) => {
    demandThere(listAffairs(visit.by, ['settings'])[0])
    return describeList(visit, await listOfficers(kysely), names)
  })
  addDeskPage(desk, '/officers/:officer', async (visit) => {
    const officer = await getOfficer(visit)
    const replacement = await findReplacement(kysely, officer.officer, ground.clock.now())
    return describeOne(visit, { officer, replacement }, names)
  })
  addDeskForm(desk, '/officers/:officer/roles', async (visit, form) => {
    const { officer } = await getOfficer(visit)
    const affair = form.get('affair') ?? ''
    demandRole(visit, affair, ['settings'])
    const roles = deskRoles.filter((role) => form.getAll('role').includes(role))
    const done = await changeRoles(ground, visit.by, { officer, affair, roles, seen: form.get('seen') ?? '' })
    return done.ok ? visit.c.redirect(`/officers/${officer}?done=roles`, 303) : back(visit, officer, done.code)
  })
  addDeskPage(desk, '/officers/:officer/remove', async (visit) => {
    demandRole(visit, ownAffairs.desk, ['settings'])
    return describeRemoval(await getOfficer(visit))
  })
  addDeskForm(desk, '/officers/:officer/remove', async (visit) => {
    demandRole(visit, ownAffairs.desk, ['settings'])
    const { officer } = await getOfficer(visit)
    const done = await removeOfficer(ground, visit.by, officer)
    return done.ok ? visit.c.redirect('/officers?done=removed', 303) : back(visit, officer, done.code)
  })
  addDeskForm(desk, '/officers/:officer/replace', async (visit) => {
    demandRole(visit, ownAffairs.desk, ['settings'])
    const { officer } = await getOfficer(visit)
    const done = await beginReplacement(ground, visit.by, officer)
    return done.ok ? visit.c.redirect(`/officers/${officer}?done=begun`, 303) : back(visit, officer, done.code)
  })
  // The one form that is answered with a page: the link is nowhere else, so that no other page could show it.
  addDeskForm(desk, '/officers/:officer/confirm', async (visit) => {
    demandRole(visit, ownAffairs.desk, ['settings'])
    const { officer, name } = await getOfficer(visit)
    const done = await confirmReplacement(ground, visit.by, { officer, origin })
    if (!done.ok) return back(visit, officer, done.code)
    const { officers: copy } = deskWords
    const main = [
      html`<p>${copy.linkLead(name)}</p>`,
      html`<p><code>${done.value.link}</code></p>`,
      html`<p>${copy.linkEnds(formatDateTime(new Date(done.value.endsAt)))}</p>`,
      renderLinkButton({ label: copy.back, href: '/officers', kind: 'outline', size: 'medium' }),
    ]
    return visit.c.html(
      renderPage({ site: desk.site, title: copy.linkTitle, main, width: 'dense' }).toString(),
    ) as Response
  })
}

function describeList(visit: OfficerVisit, officers: readonly ListedOfficer[], names: DeskNames): DeskPage {
  const { officers: copy } = deskWords
  const table = renderTable({
    ...{ id: 'officers', caption: copy.title, hidesCaption: true, density: 'dense' },
    columns: [
      { label: copy.name, isRowHeader: true },
      { label: copy.state },
      { label: copy.roles },
      { label: copy.invitedAt },
    ],
    rows: officers.map((one) => [
      html`<a href="/officers/${one.officer}">${one.name}</a>`,
      renderState(one),
      renderRoles(one, names),
      renderMoment(one.invitedAt),
    ]),
  })
  const notice = renderDone(visit, { removed: copy.removed })
  return { title: copy.title, main: [html`<p>${copy.lead}</p>`, table], notice, looks: [] }
}

function renderState({ removedAt, hasPasskey }: ListedOfficer): Html {
  const { states } = deskWords.officers
  if (removedAt !== undefined) return renderStatusChip({ tone: 'neutral', label: states.removed })
  return hasPasskey
    ? renderStatusChip({ tone: 'success', label: states.ready })
    : renderStatusChip({ tone: 'waiting', label: states.invited })
}

function renderRoles({ roles }: ListedOfficer, names: DeskNames): Child {
  const { roles: words } = deskWords
  return [...Map.groupBy(roles, ({ affair }) => affair)].map(
    ([affair, given]) =>
      html`<div>${names.affair(affair)}: ${given.map(({ role }) => words[role].name).join('、')}</div>`,
  )
}

function describeOne(
  visit: OfficerVisit,
  { officer, replacement }: { officer: ListedOfficer; replacement: Replacement | undefined },
  names: DeskNames,
): DeskPage {
  const { officers: copy } = deskWords
  const trail = [{ label: copy.title, href: '/officers' }]
  const problem = visit.left?.problem as OfficersCode | undefined
  const notice =
    problem === undefined
      ? renderDone(visit, { roles: copy.rolesDone, begun: copy.begunDone })
      : renderErrorSummary({ heading: copy.notDone, errors: [{ text: copy.problems[problem] }] })
  const facts = renderDescriptionList({
    rows: [
      { term: copy.state, value: renderState(officer) },
      { term: copy.roles, value: renderRoles(officer, names) },
      { term: copy.invitedAt, value: renderDateTime(officer.invitedAt) },
    ],
  })
  const isOther = officer.officer !== visit.by.officer && officer.removedAt === undefined
  const isAdministrator = hasRole(visit.by, ownAffairs.desk, 'settings')
  const parts = !isOther
    ? [html`<p>${officer.removedAt === undefined ? copy.self : copy.gone}</p>`]
    : [
        renderRolesAbout(),
        ...listAffairs(visit.by, ['settings']).map((affair) => renderRolesForm(officer, affair, names)),
        ...(isAdministrator ? [renderReplacement(visit, officer, replacement), renderRemoval(officer)] : []),
      ]
  return { title: officer.name, main: [facts, ...parts], notice, trail, looks: [] }
}

/** What each role is: once, above the forms. */
function renderRolesAbout(): Html {
  const { officers: copy, roles: words } = deskWords
  const rows = deskRoles.map((role) => ({ term: words[role].name, value: words[role].about }))
  return renderDisclosure({ summary: copy.rolesAbout, body: renderDescriptionList({ rows }) })
}

function renderRolesForm(officer: ListedOfficer, affair: string, names: DeskNames): Html {
  const { officers: copy, roles: words } = deskWords
  const choices = deskRoles.map((role) => ({
    value: role,
    label: words[role].name,
    isChosen: hasRole(officer, affair, role),
  }))
  return renderSection({
    heading: copy.rolesIn(names.affair(affair)),
    body: html`<form class="stack" method="post" action="/officers/${officer.officer}/roles">
<input type="hidden" name="affair" value="${affair}"><input type="hidden" name="seen" value="${markRoles(officer)}">
${renderCheckboxGroup({ name: 'role', id: `role-${affair}`, label: copy.rolesLabel, choices })}
${renderButton({ label: copy.rolesSave, context: `(${names.affair(affair)})`, kind: 'outline', size: 'medium' })}
</form>`,
  })
}

function renderReplacement(visit: OfficerVisit, { officer }: ListedOfficer, open: Replacement | undefined): Html {
  const { officers: copy } = deskWords
  if (open === undefined)
    return renderSection({
      heading: copy.lost,
      body: html`<p>${copy.lostLead}</p><form method="post" action="/officers/${officer}/replace">${renderButton({ label: copy.lostBegin, kind: 'outline', size: 'medium' })}</form>`,
    })
  const said = renderNotificationBanner({
    tone: 'warning',
    heading: copy.lostOpen,
    body: copy.lostOpenBy(open.begunByName, formatDateTime(open.begunAt)),
  })
  const confirm =
    open.begunBy === visit.by.officer
      ? html`<p>${copy.lostOther}</p>`
      : html`<form method="post" action="/officers/${officer}/confirm">${renderButton({ label: copy.lostConfirm, size: 'medium' })}</form>`
  return renderSection({ heading: copy.lost, body: [said, confirm] })
}

function renderRemoval({ officer }: ListedOfficer): Html {
  const { officers: copy } = deskWords
  return renderSection({
    heading: copy.remove,
    body: html`<p>${copy.removeLead}</p>${renderLinkButton({ label: copy.removeGo, href: `/officers/${officer}/remove`, kind: 'outline', size: 'medium' })}`,
  })
}

function describeRemoval({ officer, name }: ListedOfficer): DeskPage {
  const { officers: copy } = deskWords
  const button = renderButton({ label: copy.removeDo, size: 'medium', isDangerous: true })
  const back = renderLinkButton({ label: copy.back, href: `/officers/${officer}`, kind: 'outline', size: 'medium' })
  return {
    title: copy.removeTitle(name),
    main: [
      html`<p>${copy.removeBody}</p>`,
      html`<form method="post" action="/officers/${officer}/remove">${renderButtonGroup([button, back])}</form>`,
    ],
    trail: [{ label: copy.title, href: '/officers' }],
    looks: [],
  }
}
