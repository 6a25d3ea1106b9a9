import { type Bytes, base64url, type Verdict } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderCheckboxGroup,
  renderErrorSummary,
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
import { demandMember, getValue, readForm, type Visit } from '../shell/visit.ts'
import type { Session } from '../shell/visitor.ts'
import type { Reader } from '../shell/words.ts'
import { renderBlockedCard } from './blocked-card.ts'
import type { ConfirmCard } from './confirm-card.ts'
import { listDemoCards, type OfferedCard } from './demo-card.ts'
import { listOtherFaults } from './demo-card-faults.ts'
import { joinByDemoCard } from './old-demo-card.ts'
import { getRefusalWords, type RefusalCode } from './refusal-words.ts'
import type { Vaults } from './vaults.ts'
import { logInWords } from './words.ts'

type Field = 'card' | 'pin' | 'accept' | 'code' | 'confirmed'
type Refused = {
  readonly code: RefusalCode
  readonly triesLeft: number | undefined
  readonly card: string
  /** What is wrong at other boxes. */
  readonly others: readonly RefusalCode[]
}
type Done = Verdict<undefined, RefusalCode>

type Means = {
  readonly vaults: Pick<Vaults, 'joinByOldCard' | 'joinByRecoveryCode'>
  readonly confirmCard: ConfirmCard
  readonly vaultSalt: Bytes
  readonly origin: string
  readonly cards: DemoCards | undefined
}

/** 新しいカードを登録しましょう: for whoever comes with a card that the account has not seen. */
export function addNewCard(routes: PageRoutes, { vaults, confirmCard, vaultSalt, origin, cards }: Means): void {
  const ways = { cards, vaultSalt }
  const place = { page: '/new-card' }
  const post = (path: string, act: (session: Session, form: URLSearchParams) => Promise<Done>) =>
    routes.post(
      path,
      async (visit) => {
        const session = demandMember(visit)
        const form = await readForm(visit)
        const done = await act(session, form)
        if (done.ok) return visit.c.redirect('/home?done=joined', 303)
        const { code } = done
        // Another window was faster.
        if (code === 'VAULT_OPEN') return visit.c.redirect('/home', 303)
        const { triesLeft } = done.facts
        const refused = { code, triesLeft: typeof triesLeft === 'number' ? triesLeft : undefined }
        const others = cards === undefined ? [] : await listOtherFaults(cards, form, code)
        return replyWays(visit, ways, { ...refused, card: form.get('card') ?? '', others })
      },
      place,
    )
  routes.get('/new-card', (visit) =>
    demandMember(visit).vault === undefined ? replyWays(visit, ways) : visit.c.redirect('/home', 303),
  )
  if (cards !== undefined)
    post('/new-card/sandbox', (session, form) =>
      joinByDemoCard({ cards, vaults, origin, vaultSalt }, session, {
        card: form.get('card') ?? '',
        pin: form.get('pin') ?? '',
        acceptLastTry: form.get('accept') === 'yes',
      }),
    )
  // What `old-card.js` brings of a card in the citizen's own reader.
  routes.call('/new-card/old-card', async (visit) => {
    const session = demandMember(visit)
    const form = await readForm(visit)
    const [certificate = '', wrappingKey = ''] = ['certificate', 'wrappingKey'].map((name) => form.get(name) ?? '')
    const made = { certificate: readBytes(certificate), wrappingKey: readBytes(wrappingKey) }
    getValue(await vaults.joinByOldCard(session, made))
    return visit.c.json({ href: '/home?done=joined' })
  })
  post('/new-card/recovery', (session, form) => vaults.joinByRecoveryCode(session, form.get('code') ?? ''))
  routes.post(
    '/new-card/anew',
    async (visit) => {
      const session = demandMember(visit)
      const fields = await readForm(visit)
      if (session.vault !== undefined) return visit.c.redirect('/home', 303)
      if (fields.get('confirmed') === 'yes') return confirmCard(visit, { act: 'vault-anew', fields })
      return replyWays(visit, ways, { code: 'NOT_CONFIRMED', triesLeft: undefined, card: '', others: [] })
    },
    place,
  )
}

type Ways = { readonly cards: DemoCards | undefined; readonly vaultSalt: Bytes }

async function replyWays(visit: Visit, { cards, vaultSalt }: Ways, refused?: Refused): Promise<Response> {
  const copy = logInWords(visit.frame).newCard
  const errors = refused === undefined ? [] : listErrors(visit.frame, refused, cards !== undefined)
  const errorOf = (name: Field) => ({ error: errors.find(({ field }) => field === name)?.text })
  const own = cards === undefined ? [] : await listOwn(visit, cards)
  const old = cards === undefined ? '' : renderDemo(visit.frame, own, { refused, errorOf })
  const session = demandMember(visit)
  const mismatch = session.vault === undefined && session.unfitting !== undefined ? copy.mismatch : undefined
  const main = [
    mismatch === undefined
      ? html`<p class="lead">${copy.lead}</p><p>${copy.why}</p>`
      : html`<p class="lead">${mismatch.lead}</p><h2>${mismatch.reasonsHeading}</h2><ul>${mismatch.reasons.map((line) => html`<li>${line}</li>`)}</ul>
${visit.site.isSandbox ? html`<p>${mismatch.sandbox}</p>` : ''}
<p>${mismatch.next}</p><p><a href="/activity">${mismatch.toActivity}</a></p>`,
    renderSection({
      heading: copy.oldHeading,
      lead: copy.oldLead,
      body: [old, renderReader(visit, vaultSalt, own.length < 2 ? 'solid' : 'outline')],
    }),
    renderSection({
      heading: copy.codeHeading,
      lead: copy.codeLead,
      body: html`<form class="stack" method="post" action="/new-card/recovery" novalidate autocomplete="off">
${renderTextField({ name: 'code', label: copy.code, requirement: 'required', width: 'full', autocomplete: 'off', lengthMax: 100, support: copy.codeSupport, ...errorOf('code') })}
${renderButton({ label: copy.codeSubmit, kind: 'outline', size: 'medium' })}
</form>`,
    }),
    renderSection({
      heading: copy.anewHeading,
      lead: (mismatch ?? copy).anewLead,
      body: html`<h3>${copy.anewLostHeading}</h3><ul>${(mismatch ?? copy).anewLost.map((line) => html`<li>${line}</li>`)}</ul>
<h3>${copy.anewKeptHeading}</h3><ul>${copy.anewKept.map((line) => html`<li>${line}</li>`)}</ul>
<form class="stack" method="post" action="/new-card/anew" novalidate>
${renderCheckboxGroup({ name: 'confirmed', label: copy.anewConfirm, requirement: 'required', choices: [{ value: 'yes', label: copy.anewConfirmLabel }], ...errorOf('confirmed') })}
${renderButton({ label: copy.anewSubmit, kind: 'outline', size: 'medium', isDangerous: true })}
</form>`,
    }),
    html`<p>${copy.later}</p>`,
  ]
  const notice = errors.length === 0 ? {} : { notice: renderErrorSummary({ errors }) }
  return replyPage(
    visit,
    renderFrame(visit, { title: (mismatch ?? copy).title, main, scripts: ['old-card.js'], ...notice }),
    refused === undefined ? 200 : 422,
  )
}

/** Which of the three ways a refusal is about. */
function fieldOf(code: RefusalCode, hasDemoCards: boolean): Field {
  if (code.startsWith('RECOVERY_')) return 'code'
  if (code === 'NOT_CONFIRMED') return 'confirmed'
  if (code === 'CARD_PIN_WRONG' || code === 'CARD_PIN_MALFORMED') return 'pin'
  if (code === 'CARD_LAST_TRY') return 'accept'
  return hasDemoCards ? 'card' : 'code'
}

function listErrors(reader: Reader, refused: Refused, hasDemoCards: boolean) {
  const all = [refused, ...refused.others.map((code) => ({ ...refused, code }))]
  return all.map((one) => ({ field: fieldOf(one.code, hasDemoCards), text: wordsOf(reader, one) }))
}

function wordsOf(reader: Reader, { code, triesLeft }: Refused): string {
  if (code === 'CARD_PIN_WRONG' && triesLeft !== undefined) return logInWords(reader).login.wrong(triesLeft)
  return joinErrorWords(getRefusalWords(reader, code), reader)
}

/** The old card in the citizen's own reader, by the extension. */
function renderReader(visit: Visit, vaultSalt: Bytes, kind: 'outline' | 'solid'): Html {
  const copy = logInWords(visit.frame).newCard
  const salt = base64url.encode(vaultSalt)
  const part = renderCardPart(visit, {
    id: 'old-card',
    state: copy.oldState,
    form: html`<input type="hidden" name="vaultSalt" value="${salt}">${renderButton({ label: copy.oldReaderSubmit, kind, icon: 'reader', size: 'medium' })}`,
  })
  return html`<p>${copy.oldReader}</p>${part}<noscript><p>${copy.oldReaderNoScript}</p></noscript>`
}

/** The demo cards of whoever is logged in. */
async function listOwn({ session, frame }: Visit, cards: DemoCards): Promise<readonly OfferedCard[]> {
  return (await listDemoCards(cards, frame)).filter(({ owner }) => owner === session?.holder)
}

function renderDemo(
  reader: Reader,
  own: readonly OfferedCard[],
  { refused, errorOf }: { refused: Refused | undefined; errorOf(name: Field): { error?: string | undefined } },
): Html {
  const { newCard: copy, login } = logInWords(reader)
  if (own.length < 2) return html`<p>${copy.oldCardNone}</p>`
  const isLast = refused?.code === 'CARD_LAST_TRY' || own.find(({ name }) => name === refused?.card)?.triesLeft === 1
  const accept = isLast
    ? renderCheckboxGroup({
        name: 'accept',
        label: login.lastTry,
        requirement: 'required',
        choices: [{ value: 'yes', label: login.lastTryAccept }],
        support: shellWords(reader).ofCards.CARD_LAST_TRY.body,
        ...errorOf('accept'),
      })
    : ''
  const isBlocked = refused?.code === 'CARD_PIN_BLOCKED' || own.some(({ triesLeft }) => triesLeft === 0)
  return html`${isBlocked ? renderBlockedCard(reader, '/new-card') : ''}
<form class="stack demo-cards" method="post" action="/new-card/sandbox" novalidate autocomplete="off">
${renderRadioGroup({ name: 'card', label: copy.oldCard, requirement: 'required', look: 'tile', choices: own.map((one) => describe(reader, one, refused?.card)), ...errorOf('card') })}
${renderTextField({ name: 'pin', label: copy.oldPin, requirement: 'required', kind: 'pin', width: 'digits4', autocomplete: 'off', lengthMax: 8, support: login.pinSupport, ...errorOf('pin') })}
${accept}
${renderButton({ label: copy.oldSubmit, icon: 'card', size: 'medium' })}
</form>`
}

function describe(reader: Reader, { name, holder, pin, triesLeft }: OfferedCard, chosen: string | undefined) {
  const copy = logInWords(reader).login
  return {
    value: name,
    label: copy.cardOf(holder),
    support: [...(pin === undefined ? [] : [copy.demoPin(pin)]), copy.tries(triesLeft)].join('\n'),
    isChosen: name === chosen,
    isUnavailable: triesLeft === 0,
  }
}
