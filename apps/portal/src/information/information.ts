import type { InformationType, ThemeId } from '@madoguchi/facts'
import { themes } from '@madoguchi/facts'
import type { Html, IconName } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderCheckboxGroup,
  renderDisclosure,
  renderErrorSummary,
  renderIcon,
  renderSection,
  renderStatusChip,
} from '@madoguchi/ui'
import type { Network } from '../shell/network.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandSession, getValue, readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { type AskForInformation, findProvidersOf } from './ask.ts'
import { informationWords } from './words.ts'

type Offered = Pick<Network, 'directory' | 'facts'>
/** `others`: of a theme that came with newer facts. */
type Theme = ThemeId | 'others'

const icons: Readonly<Record<Theme, IconName>> = {
  tax: 'tax',
  health: 'health',
  pension: 'pension',
  children: 'child',
  welfare: 'welfare',
  household: 'household',
  work: 'work',
  others: 'info',
}

/** あなたの情報: by life theme; what nobody provides yet is named, but is no control, and stands last. */
export function addInformation(
  routes: PageRoutes,
  { directory, facts, askForInformation }: Offered & { askForInformation: AskForInformation },
): void {
  const offered = { directory, facts }
  routes.get('/information', (visit) => {
    demandSession(visit)
    const chosen = (visit.frame.window.typed ?? visit.url.searchParams).getAll('type')
    return replyChoices(visit, offered, { chosen })
  })
  routes.post(
    '/information',
    async (visit) => {
      const session = demandSession(visit)
      const chosen = (await readForm(visit)).getAll('type')
      const asked = await askForInformation(session, chosen)
      const isOfForm = !asked.ok && (asked.code === 'TYPES_MISSING' || asked.code === 'TYPE_NOT_CONNECTED')
      if (isOfForm) return replyChoices(visit, offered, { chosen, code: asked.code })
      return visit.c.redirect(`/requests/${getValue(asked).request}`, 303)
    },
    { keeps: ['type'] },
  )
}

function replyChoices(
  visit: Visit,
  offered: Offered,
  { chosen, code }: { chosen: readonly string[]; code?: 'TYPES_MISSING' | 'TYPE_NOT_CONNECTED' },
): Response {
  const { frame: reader } = visit
  const { choose: copy, errors } = informationWords(reader)
  const byTheme = listByTheme(reader, offered)
  const connected = byTheme.filter(({ choices }) => choices.length > 0)
  const groups = connected.map((one, at) => renderTheme(reader, offered, { ...one, chosen, isFirst: at === 0 }))
  const others = byTheme.filter(({ choices }) => choices.length === 0)
  const form =
    connected.length === 0
      ? html`<p>${copy.chosenNone}</p>`
      : html`<form class="stack" method="post" action="/information" novalidate>${groups}${renderButton({ label: copy.submit })}</form>`
  const notice =
    code === undefined
      ? {}
      : {
          notice: renderErrorSummary({ errors: [{ field: 'type', text: errors[code].title }] }),
        }
  const page = renderFrame(visit, {
    title: copy.title,
    breadcrumb: [{ label: shellWords(reader).frame.home, href: '/home' }],
    main: [html`<p class="lead">${copy.lead}</p>`, form, renderOthers(reader, others)],
    ...notice,
  })
  return replyPage(visit, page, code === undefined ? 200 : 422)
}

type OfTheme = {
  readonly theme: Theme
  readonly name: string
  /** What somebody provides, and what nobody does yet. */
  readonly choices: readonly InformationType[]
  readonly missing: readonly InformationType[]
}

/** What there is in each theme that has anything; a theme that this page has no words for stands under the last. */
function listByTheme(reader: Reader, { directory, facts }: Offered): OfTheme[] {
  const byTheme = Map.groupBy(facts.listTypes(), ({ theme }) => (isTheme(theme) ? theme : 'others'))
  return [...(Object.keys(themes) as ThemeId[]), 'others' as const].flatMap((theme) => {
    const isProvided = ({ id }: InformationType) => findProvidersOf({ directory }, id).length > 0
    const all = Map.groupBy(byTheme.get(theme) ?? [], isProvided)
    if (all.size === 0) return []
    const name = theme === 'others' ? informationWords(reader).choose.otherTheme : themes[theme].name
    return [{ theme, name, choices: all.get(true) ?? [], missing: all.get(false) ?? [] }]
  })
}

function isTheme(theme: string): theme is ThemeId {
  return Object.hasOwn(themes, theme)
}

/** The first group has the field's own id, so that the error summary leads to it. */
function renderTheme(
  reader: Reader,
  offered: Offered,
  { theme, name, choices, missing, chosen, isFirst }: OfTheme & { chosen: readonly string[]; isFirst: boolean },
): Html {
  const copy = informationWords(reader).choose
  const group = renderCheckboxGroup({
    name: 'type',
    id: isFirst ? 'type' : `type-${theme}`,
    label: copy.choosable(name),
    look: 'tile',
    choices: choices.map((type) => ({
      value: type.id,
      label: type.plainName,
      support: describeType(reader, offered, type),
      isChosen: chosen.includes(type.id),
    })),
  })
  const list = html`<ul>${missing.map((type) => renderMissing(reader, type))}</ul>`
  const rest =
    missing.length === 0
      ? ''
      : renderDisclosure({
          summary: copy.notConnectedCount(missing.length),
          body: html`<p>${copy.notConnectedBody}</p>${list}`,
        })
  return html`<div class="section"><h2>${renderIcon(icons[theme])} ${name}</h2><div class="stack">${group}${rest}</div></div>`
}

/** What nobody provides yet stands after the button, so that whoever is in a hurry does not have to pass it. */
function renderOthers(reader: Reader, others: readonly OfTheme[]): Html | '' {
  if (others.length === 0) return ''
  const copy = informationWords(reader).choose
  const body = others.map(({ name, missing }) =>
    renderDisclosure({
      summary: copy.othersOf(name, missing.length),
      body: html`<ul>${missing.map((type) => renderMissing(reader, type))}</ul>`,
    }),
  )
  return renderSection({ heading: copy.othersHeading, lead: copy.notConnectedBody, body })
}

function renderMissing(reader: Reader, { plainName, description }: InformationType): Html {
  const chip = renderStatusChip({ tone: 'neutral', label: informationWords(reader).choose.notConnected })
  return html`<li><strong>${plainName}</strong> ${chip}<br>${description}</li>`
}

function describeType(reader: Reader, { directory }: Offered, { id, description }: InformationType): string {
  const names = findProvidersOf({ directory }, id).map((provider) => directory.describeParty(provider).name)
  return informationWords(reader).choose.about(description, names)
}
