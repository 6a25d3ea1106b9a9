import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderCheckboxGroup,
  renderDisclosure,
  renderErrorSummary,
  renderNotificationBanner,
  renderPictureSteps,
  renderRadioGroup,
  renderSection,
  renderTextField,
} from '@madoguchi/ui'
import { findBack } from '../shell/back-cookie.ts'
import type { DemoCards } from '../shell/deps.ts'
import { joinErrorWords } from '../shell/join-error-words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandLogInOpen, getValue, readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { renderBlockedCard } from './blocked-card.ts'
import { renderCardLogIn } from './card-log-in.ts'
import { type LogInWithDemoCard, listDemoCards, type OfferedCard } from './demo-card.ts'
import { listOtherFaults } from './demo-card-faults.ts'
import { getRefusalWords } from './refusal-words.ts'
import type { Entrance } from './start-login.ts'
import { logInWords } from './words.ts'

/** What came back: said in the form again, with what was chosen still chosen. */
type Trouble = {
  readonly field: 'card' | 'pin' | 'accept'
  readonly text: string
  readonly code: 'CARD_PIN_WRONG' | 'CARD_PIN_MALFORMED' | 'CARD_PIN_BLOCKED' | 'CARD_LAST_TRY' | 'LOGIN_CARD_UNKNOWN'
}

/** The demo cards of the sandbox, and how one logs in with them. */
type DemoLogIn = { readonly cards: DemoCards; readonly logIn: LogInWithDemoCard }

/** `withoutList`: how many issuers' cards pass unasked. */
type Site = { readonly origin: string; readonly withoutList: number; readonly demo: DemoLogIn | undefined }

/** ログイン: three steps; with one's own card by the extension, and in the sandbox with a demo card. */
export function addLogin(routes: PageRoutes, entrance: Entrance, site: Site): void {
  const { demo } = site
  routes.open('/login', async (visit) => {
    if (visit.session !== undefined) return visit.c.redirect('/home', 303)
    demandLogInOpen(visit.frame.notices)
    entrance.start(visit)
    return replyLogin(visit, site)
  })
  // The route exists in the sandbox only.
  if (demo !== undefined)
    routes.post('/login/sandbox', (visit) => postSandbox(visit, entrance, { ...site, demo }), { page: '/login' })
}

async function postSandbox(
  visit: Visit,
  entrance: Entrance,
  site: Site & { readonly demo: DemoLogIn },
): Promise<Response> {
  demandLogInOpen(visit.frame.notices)
  const login = entrance.start(visit)
  const form = await readForm(visit)
  const card = form.get('card') ?? ''
  const options = { login, card, pin: form.get('pin') ?? '', acceptLastTry: form.get('accept') === 'yes' }
  const done = await site.demo.logIn(options)
  if (done.ok) return visit.c.redirect(await entrance.enter(visit, done.value), 303)
  const trouble = describeTrouble(visit.frame, done)
  if (trouble === undefined) return getValue<Response>(done)
  const others = await listOtherFaults(site.demo.cards, form, done.code)
  const more = others.flatMap((code) => describeTrouble(visit.frame, { code, facts: {} }) ?? [])
  return replyLogin(visit, site, { card, troubles: [trouble, ...more] })
}

function describeTrouble(
  reader: Reader,
  refused: { code: string; facts: Readonly<Record<string, unknown>> },
): Trouble | undefined {
  const { code, facts } = refused
  switch (code) {
    case 'CARD_PIN_WRONG':
      return { field: 'pin', code, text: logInWords(reader).login.wrong(Number(facts.triesLeft)) }
    case 'CARD_PIN_MALFORMED':
      return { field: 'pin', code, text: joinErrorWords(getRefusalWords(reader, code), reader) }
    case 'CARD_LAST_TRY':
      return { field: 'accept', code, text: getRefusalWords(reader, code).title }
    case 'CARD_PIN_BLOCKED':
    case 'LOGIN_CARD_UNKNOWN':
      return { field: 'card', code, text: getRefusalWords(reader, code).title }
    default:
      return undefined
  }
}

type Tried = { readonly card?: string; readonly troubles?: readonly Trouble[] }

async function replyLogin(visit: Visit, site: Site, { card, troubles = [] }: Tried = {}): Promise<Response> {
  const cards = site.demo?.cards
  const copy = logInWords(visit.frame).login
  const steps = renderPictureSteps({
    label: copy.stepsLabel,
    steps: copy.steps.map((step) => ({
      ...step,
      ...(cards === undefined ? {} : { chip: copy.sandboxSteps[step.picture] }),
    })),
  })
  const sandbox = cards === undefined ? '' : await renderSandbox(visit.frame, { cards, card, troubles })
  const own = renderCardLogIn(visit, site.origin)
  const lead = [html`<p class="lead">${copy.lead}</p>`, renderBack(visit)]
  const main: Child = [
    ...lead,
    renderBlind(visit.frame, site.withoutList),
    steps,
    sandbox,
    own,
    renderForgot(visit.frame),
  ]
  const notice =
    troubles.length === 0
      ? undefined
      : renderErrorSummary({ errors: troubles.map(({ field, text }) => ({ field, text })) })
  const page = renderFrame(visit, {
    title: copy.title,
    breadcrumb: [{ label: shellWords(visit.frame).frame.top, href: '/' }],
    main,
    scripts: ['card-log-in.js'],
    ...(notice === undefined ? {} : { notice }),
  })
  return replyPage(visit, page, troubles.length === 0 ? 200 : 422)
}

async function renderSandbox(
  reader: Reader,
  { cards, card, troubles }: { cards: DemoCards; card: string | undefined; troubles: readonly Trouble[] },
): Promise<Html> {
  const copy = logInWords(reader).login
  const listed = await listDemoCards(cards, reader)
  if (listed.length === 0) return html`<p>${copy.noCards}</p>`
  const errorOf = (name: Trouble['field']) => ({ error: troubles.find(({ field }) => field === name)?.text })
  const chosen = listed.find(({ name }) => name === card)
  const blocked = listed.some(({ triesLeft }) => triesLeft === 0)
  const lastTry = chosen?.triesLeft === 1
  return renderSection({
    heading: copy.sandboxHeading,
    lead: copy.sandboxLead,
    body: html`${troubles.some(({ code }) => code === 'CARD_PIN_BLOCKED') || blocked ? renderBlockedCard(reader) : ''}
<form class="stack demo-cards" method="post" action="/login/sandbox" novalidate autocomplete="off">
${renderRadioGroup({ name: 'card', label: copy.card, requirement: 'required', look: 'tile', choices: listed.map((one) => describeCard(reader, one, card)), ...errorOf('card') })}
${renderTextField({ name: 'pin', label: copy.pin, requirement: 'required', kind: 'pin', width: 'digits4', autocomplete: 'off', lengthMax: 8, support: listed.some(({ pin }) => pin !== undefined) ? copy.pinSupport : copy.pinElsewhere, ...errorOf('pin') })}
${lastTry ? renderCheckboxGroup({ name: 'accept', label: copy.lastTry, requirement: 'required', choices: [{ value: 'yes', label: copy.lastTryAccept }], support: shellWords(reader).ofCards.CARD_LAST_TRY.body, ...errorOf('accept') }) : ''}
${renderButton({ label: copy.submit, icon: 'card' })}
</form>`,
  })
}

function describeCard(reader: Reader, { name, holder, pin, triesLeft }: OfferedCard, chosen: string | undefined) {
  const copy = logInWords(reader).login
  return {
    value: name,
    label: copy.cardOf(holder),
    support: [...(pin === undefined ? [] : [copy.demoPin(pin)]), copy.tries(triesLeft)].join('\n'),
    isChosen: name === chosen,
    isUnavailable: triesLeft === 0,
  }
}

/** Whoever opened a page of their own, from a mail or a bookmark, hears why they are here and that they get there. */
function renderBack(visit: Visit): Html | '' {
  if (findBack(visit) === undefined) return ''
  const copy = logInWords(visit.frame).login
  return renderNotificationBanner({ tone: 'info', heading: copy.backHeading, body: html`<p>${copy.backBody}</p>` })
}

/** Said before anybody logs in; in production the portal does not start with such a CA. */
function renderBlind(reader: Reader, count: number): Html | '' {
  if (count === 0) return ''
  const copy = logInWords(reader).login
  return renderNotificationBanner({
    tone: 'warning',
    heading: copy.blindHeading,
    body: html`<p>${copy.blindBody(count)}</p>`,
  })
}

function renderForgot(reader: Reader): Html {
  const copy = logInWords(reader).login
  return renderDisclosure({ summary: copy.forgotHeading, body: html`<p>${copy.forgotBody}</p>` })
}
