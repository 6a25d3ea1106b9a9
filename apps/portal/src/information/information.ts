import type { InformationTypeId, ThemeId } from '@madoguchi/facts'
import { getInformationType, informationTypeIds, themes } from '@madoguchi/facts'
import type { DirectoryView } from '@madoguchi/messages'
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
import { frameCopy } from '../shell/frame.words.ja.ts'
import type { Network } from '../shell/network.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession, getValue, readForm, type Visit } from '../shell/visit.ts'
import { type AskForInformation, findProvidersOf } from './ask.ts'
import { informationCopy as copy } from './information.words.ja.ts'
import { informationWords } from './words.ts'

const icons: Readonly<Record<ThemeId, IconName>> = {
  tax: 'tax',
  health: 'health',
  pension: 'pension',
  children: 'child',
  welfare: 'welfare',
  household: 'household',
  work: 'work',
}

/** あなたの情報: by life theme; what nobody provides yet is named, but is no control, and stands last. */
export function addInformation(
  routes: PageRoutes,
  { directory, askForInformation }: Pick<Network, 'directory'> & { askForInformation: AskForInformation },
): void {
  routes.get('/information', (visit) => {
    demandSession(visit)
    return replyChoices(visit, directory, { chosen: visit.url.searchParams.getAll('type') })
  })
  routes.post('/information', async (visit) => {
    const session = demandSession(visit)
    const chosen = (await readForm(visit)).getAll('type')
    const asked = await askForInformation(session, chosen)
    const isOfForm = !asked.ok && (asked.code === 'TYPES_MISSING' || asked.code === 'TYPE_NOT_CONNECTED')
    if (isOfForm) return replyChoices(visit, directory, { chosen, code: asked.code })
    return visit.c.redirect(`/requests/${getValue(asked).request}`, 303)
  })
}

function replyChoices(
  visit: Visit,
  directory: DirectoryView,
  { chosen, code }: { chosen: readonly string[]; code?: 'TYPES_MISSING' | 'TYPE_NOT_CONNECTED' },
): Response {
  const ids = Object.keys(themes) as ThemeId[]
  const connected = informationTypeIds.filter((type) => findProvidersOf({ directory }, type).length > 0)
  const first = connected[0]
  const hasChoice = (theme: ThemeId) => connected.some((type) => isThemeOf(type, theme))
  const groups = ids
    .filter(hasChoice)
    .map((theme) => renderTheme({ directory, theme, connected, chosen, isFirst: isThemeOf(first, theme) }))
  const others = ids.filter((theme) => !hasChoice(theme))
  const form =
    connected.length === 0
      ? html`<p>${copy.chosenNone}</p>`
      : html`<form class="stack" method="post" action="/information" novalidate>${groups}${renderButton({ label: copy.submit })}</form>`
  const notice =
    code === undefined
      ? {}
      : {
          notice: renderErrorSummary({
            errors: [{ field: 'type', text: informationWords(visit.frame).errors[code].title }],
          }),
        }
  const page = renderFrame(visit, {
    title: copy.title,
    breadcrumb: [{ label: frameCopy.home, href: '/home' }],
    main: [html`<p class="lead">${copy.lead}</p>`, form, renderOthers(others)],
    ...notice,
  })
  return replyPage(visit, page, code === undefined ? 200 : 422)
}

function isThemeOf(type: InformationTypeId | undefined, theme: ThemeId): boolean {
  return type !== undefined && getInformationType(type).theme === theme
}

/** The first group has the field's own id, so that the error summary leads to it. */
function renderTheme(options: {
  directory: DirectoryView
  theme: ThemeId
  connected: readonly InformationTypeId[]
  chosen: readonly string[]
  isFirst: boolean
}): Html {
  const { directory, theme, connected, chosen, isFirst } = options
  const all = informationTypeIds.filter((type) => isThemeOf(type, theme))
  const choices = all
    .filter((type) => connected.includes(type))
    .map((type) => ({
      value: type,
      label: getInformationType(type).plainName,
      support: describeType(directory, type),
      isChosen: chosen.includes(type),
    }))
  const missing = all.filter((type) => !connected.includes(type))
  const group =
    choices.length === 0
      ? ''
      : renderCheckboxGroup({
          name: 'type',
          id: isFirst ? 'type' : `type-${theme}`,
          label: copy.choosable(themes[theme].name),
          look: 'tile',
          choices,
        })
  const list = html`<ul>${missing.map((type) => renderMissing(type))}</ul>`
  const rest =
    missing.length === 0
      ? ''
      : renderDisclosure({
          summary: copy.notConnectedCount(missing.length),
          body: html`<p>${copy.notConnectedBody}</p>${list}`,
        })
  return html`<div class="section"><h2>${renderIcon(icons[theme])} ${themes[theme].name}</h2><div class="stack">${group}${rest}</div></div>`
}

/** What nobody provides yet stands after the button, so that whoever is in a hurry does not have to pass it. */
function renderOthers(others: readonly ThemeId[]): Html | '' {
  if (others.length === 0) return ''
  const body = others.map((theme) => {
    const all = informationTypeIds.filter((type) => isThemeOf(type, theme))
    return renderDisclosure({
      summary: copy.othersOf(themes[theme].name, all.length),
      body: html`<ul>${all.map((type) => renderMissing(type))}</ul>`,
    })
  })
  return renderSection({ heading: copy.othersHeading, lead: copy.notConnectedBody, body })
}

function renderMissing(type: InformationTypeId): Html {
  const { plainName, description } = getInformationType(type)
  const chip = renderStatusChip({ tone: 'neutral', label: copy.notConnected })
  return html`<li><strong>${plainName}</strong> ${chip}<br>${description}</li>`
}

function describeType(directory: DirectoryView, type: InformationTypeId): string {
  const { description } = getInformationType(type)
  const names = findProvidersOf({ directory }, type).map((id) => directory.describeParty(id).name)
  return `${description} ${copy.holder(names.join('、'))}`
}
