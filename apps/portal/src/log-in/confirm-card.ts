import { base64url, type Random } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderCheckboxGroup,
  renderDescriptionList,
  renderErrorSummary,
  renderLinkButton,
  renderRadioGroup,
  renderSection,
  renderTextField,
} from '@madoguchi/ui'
import { renderCardPart } from '../shell/card-part.ts'
import type { DemoCards } from '../shell/deps.ts'
import { joinErrorWords } from '../shell/join-error-words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { readBytes } from '../shell/read-bytes.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandLogIn, getValue, leadTo, readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { renderBlockedCard } from './blocked-card.ts'
import { type CardAct, type CardGuard, cardActs } from './card-again.ts'
import { listDemoCards } from './demo-card.ts'
import { checkDemoCardAgain } from './demo-card-again.ts'
import { listOtherFaults } from './demo-card-faults.ts'
import { getRefusalWords, type RefusalCode } from './refusal-words.ts'
import { logInWords } from './words.ts'

type Field = 'card' | 'pin' | 'accept'
type Refused = {
  readonly code: RefusalCode
  readonly triesLeft: unknown
  readonly card: string
  /** What is wrong at other boxes. */
  readonly others: readonly RefusalCode[]
}
type Asked = { readonly act: CardAct; readonly fields: URLSearchParams; readonly refused?: Refused }

/** Does what the card said yes to, and gives where to go on. `fields` are those of the form that asked for it. */
export type PerformAct = (visit: Visit, act: CardAct, fields: URLSearchParams) => Promise<string>

const backOf: Record<CardAct, string> = {
  'recovery-code': '/settings',
  'close-others': '/activity',
  leave: '/settings',
  email: '/settings',
  'vault-anew': '/new-card',
}

/** Where the card is asked for. */
function pathOf(act: CardAct): string {
  return `/confirm/${act}`
}

/** The answer to a form that wants the card: nothing is done yet, and what the form said goes along. */
export type ConfirmCard = (visit: Visit, asked: Asked) => Promise<Response>

/** `cards`: the demo cards, in the sandbox. */
export function makeConfirmCard(cards: DemoCards | undefined): ConfirmCard {
  return (visit, asked) => replyConfirmCard(visit, asked, cards)
}

type Means = {
  readonly cardGuard: CardGuard
  readonly random: Random
  readonly origin: string
  readonly cards: DemoCards | undefined
  readonly performAct: PerformAct
}

/** The card once more, for what a cookie alone does not do. What the card said and the act come in one request. */
export function addConfirmCard(routes: PageRoutes, { cardGuard, random, origin, cards, performAct }: Means): void {
  for (const act of cardActs) {
    // What a form said stands in the window that it led here. Without it there is nothing to say yes to.
    routes.get(pathOf(act), async (visit) => {
      demandLogIn(visit)
      const { typed: fields } = visit.frame.window
      return fields === undefined ? visit.c.redirect(backOf[act], 303) : replyConfirmCard(visit, { act, fields }, cards)
    })
    routes.call(`/confirm/${act}/challenge`, async (visit) => {
      const challenge = await cardGuard.ask(demandLogIn(visit), act)
      // No card's wrapping key comes of this salt: none is wanted here.
      const vaultSalt = random.bytes(32)
      return visit.c.json({ challenge: base64url.encode(challenge), vaultSalt: base64url.encode(vaultSalt) })
    })
    routes.call(`/confirm/${act}/card`, async (visit) => {
      const fields = await readForm(visit)
      const [certificate, signature] = ['certificate', 'signature'].map((name) => readBytes(fields.get(name) ?? ''))
      const card = { certificate: certificate ?? new Uint8Array(0), signature: signature ?? new Uint8Array(0) }
      getValue(await cardGuard.check(demandLogIn(visit), { act, card }))
      return visit.c.json({ href: await performAct(visit, act, fields) })
    })
    if (cards !== undefined)
      routes.post(
        `/confirm/${act}/sandbox`,
        (visit) => postSandbox(visit, act, { cards, cardGuard, origin, performAct }),
        { page: pathOf(act), keeps: ['email'] },
      )
  }
}

async function postSandbox(
  visit: Visit,
  act: CardAct,
  { performAct, ...means }: { cards: DemoCards; cardGuard: CardGuard; origin: string; performAct: PerformAct },
): Promise<Response> {
  const fields = await readForm(visit)
  const checked = await checkDemoCardAgain(means, demandLogIn(visit), {
    ...{ act, card: fields.get('card') ?? '', pin: fields.get('pin') ?? '' },
    acceptLastTry: fields.get('accept') === 'yes',
  })
  if (checked.ok) return visit.c.redirect(await performAct(visit, act, fields), 303)
  const { code, facts } = checked
  const others = await listOtherFaults(means.cards, fields, code)
  const refused = { code, triesLeft: facts.triesLeft, card: fields.get('card') ?? '', others }
  return replyConfirmCard(visit, { act, fields, refused }, means.cards)
}

async function replyConfirmCard(visit: Visit, asked: Asked, cards: DemoCards | undefined): Promise<Response> {
  const { act, fields, refused } = asked
  leadTo(visit, pathOf(act))
  const copy = logInWords(visit.frame).confirmCard
  const email = act === 'email' ? (fields.get('email') ?? '') : undefined
  const hidden = email === undefined ? '' : html`<input type="hidden" name="email" value="${email}">`
  const demo = cards === undefined ? '' : await renderDemo(visit, { ...asked, cards, hidden })
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderDescriptionList({
      rows: [
        { term: copy.doing, value: copy.acts[act] },
        ...(email === undefined ? [] : [{ term: copy.email, value: email }]),
      ],
    }),
    demo,
    renderSection({ heading: copy.readerHeading, body: renderReader(visit, { act, hidden, isSecond: demo !== '' }) }),
    renderButtonGroup([renderLinkButton({ label: copy.back, href: backOf[act], kind: 'outline' })]),
  ]
  const notice =
    refused === undefined
      ? {}
      : {
          notice: renderErrorSummary({
            errors: listErrors(visit.frame, refused),
          }),
        }
  const page = renderFrame(visit, { title: copy.title, main, scripts: ['confirm-card.js'], ...notice })
  return replyPage(visit, page, refused === undefined ? 200 : 422)
}

function renderReader(visit: Visit, { act, hidden, isSecond }: { act: CardAct; hidden: Html | ''; isSecond: boolean }) {
  const copy = logInWords(visit.frame).confirmCard
  const part = renderCardPart(visit, {
    id: 'confirm-card',
    state: copy.state,
    form: html`<input type="hidden" name="act" value="${act}">${hidden}${renderButton({ label: copy.readerSubmit, kind: isSecond ? 'outline' : 'solid', icon: 'reader', size: 'medium' })}`,
  })
  return html`<p>${copy.reader}</p>${part}<noscript><p>${copy.readerNoScript}</p></noscript>`
}

/** The demo cards of whoever is logged in; of somebody without a name, as a program's session is, all. */
async function renderDemo(
  visit: Visit,
  { act, refused, cards, hidden }: Asked & { cards: DemoCards; hidden: Html | '' },
): Promise<Html | ''> {
  const { confirmCard: copy, login } = logInWords(visit.frame)
  const holder = visit.session?.holder
  const own = (await listDemoCards(cards, visit.frame)).filter(({ owner }) => owner === holder)
  if (own.length === 0) return ''
  const errors = refused === undefined ? [] : listErrors(visit.frame, refused)
  const errorOf = (name: Field) => ({ error: errors.find(({ field }) => field === name)?.text })
  const isLast = refused?.code === 'CARD_LAST_TRY' || own.find(({ name }) => name === refused?.card)?.triesLeft === 1
  const isBlocked = refused?.code === 'CARD_PIN_BLOCKED' || own.some(({ triesLeft }) => triesLeft === 0)
  const choices = own.map(({ name, holder: shown, pin, triesLeft }) => ({
    value: name,
    label: login.cardOf(shown),
    support: [...(pin === undefined ? [] : [login.demoPin(pin)]), login.tries(triesLeft)].join('\n'),
    isChosen: name === refused?.card || own.length === 1,
    isUnavailable: triesLeft === 0,
  }))
  const accept = {
    name: 'accept',
    label: login.lastTry,
    requirement: 'required' as const,
    choices: [{ value: 'yes', label: login.lastTryAccept }],
    support: shellWords(visit.frame).ofCards.CARD_LAST_TRY.body,
  }
  return renderSection({
    heading: copy.sandboxHeading,
    body: html`${isBlocked ? renderBlockedCard(visit.frame, backOf[act]) : ''}
<form class="stack demo-cards" method="post" action="/confirm/${act}/sandbox" novalidate autocomplete="off">${hidden}
${renderRadioGroup({ name: 'card', label: copy.card, requirement: 'required', look: 'tile', choices, ...errorOf('card') })}
${renderTextField({ name: 'pin', label: copy.pin, requirement: 'required', kind: 'pin', width: 'digits4', autocomplete: 'off', lengthMax: 8, support: login.pinSupport, ...errorOf('pin') })}
${isLast ? renderCheckboxGroup({ ...accept, ...errorOf('accept') }) : ''}
${renderButton({ label: copy.submit, icon: 'card' })}
</form>`,
  })
}

function fieldOf(code: RefusalCode): Field {
  if (code === 'CARD_PIN_WRONG' || code === 'CARD_PIN_MALFORMED') return 'pin'
  return code === 'CARD_LAST_TRY' ? 'accept' : 'card'
}

function listErrors(reader: Reader, refused: Refused): readonly { readonly field: Field; readonly text: string }[] {
  const all = [refused, ...refused.others.map((code) => ({ ...refused, code }))]
  return all.map((one) => ({ field: fieldOf(one.code), text: wordsOf(reader, one) }))
}

function wordsOf(reader: Reader, { code, triesLeft }: Refused): string {
  if (code === 'CARD_PIN_WRONG' && typeof triesLeft === 'number') return logInWords(reader).login.wrong(triesLeft)
  return joinErrorWords(getRefusalWords(reader, code), reader)
}
