import type { CardCode, PersonAttributes } from '@madoguchi/card'
import { readPersonAttributes } from '@madoguchi/card'
import type { Fill, Page } from '@madoguchi/forms'
import { findPage } from '@madoguchi/forms'
import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderCheckboxGroup,
  renderDisclosure,
  renderSelectField,
  renderTextField,
} from '@madoguchi/ui'
import { renderUnlockOffer } from '../log-in/demo-cards.ts'
import { getRefusalWords } from '../log-in/refusal-words.ts'
import { logInWords } from '../log-in/words.ts'
import { renderCardPart } from '../shell/card-part.ts'
import type { DemoCards } from '../shell/deps.ts'
import { joinErrorWords } from '../shell/join-error-words.ts'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { readFilling } from './edit-draft.ts'
import { giveToDraft } from './fill-draft.ts'
import { own } from './fill-form-entries.ts'
import type { Fills } from './fills.ts'
import type { OpenDraft } from './open-draft.ts'
import { fillWords } from './words.ts'

export type CardRefused = { readonly code: CardCode | 'LOGIN_CARD_UNKNOWN'; readonly triesLeft: number | undefined }

/** Whether the card of whoever fills it in says something that the page asks now. */
function takesCard({ filling }: OpenDraft, page: Page): boolean {
  return findPage(filling, page.id)?.asked.some(({ fill }) => fill?.from === 'card') === true
}

/** 「カードから入れる」 by the extension. The script shows it where there is one; what it fills in is seen before it is sent. */
export function renderCardFill(visit: Visit, fill: OpenDraft, page: Page): Html | '' {
  if (!takesCard(fill, page)) return ''
  const words = fillWords(visit.frame).card
  const part = renderCardPart(visit, {
    id: 'fill-card',
    state: words.state,
    form: [
      html`<p>${words.body}</p>`,
      renderButton({ label: words.submit, icon: 'card', kind: 'outline', size: 'medium' }),
    ],
  })
  return html`<div id="fill-card-offer" data-mark="${words.mark}" hidden><h2>${words.heading}</h2>${part}</div>`
}

/** The sandbox's demo cards, within the page's form: what was typed is saved before the card is read. */
export async function renderDemoFill(
  cards: DemoCards | undefined,
  visit: Visit,
  { fill, page, refused }: { fill: OpenDraft; page: Page; refused: CardRefused | undefined },
): Promise<Child> {
  if (cards === undefined || !takesCard(fill, page)) return ''
  const listed = await cards.list()
  if (listed.length === 0) return ''
  const { login } = logInWords(visit.frame)
  const words = fillWords(visit.frame).card
  const isPin = refused?.code === 'CARD_PIN_WRONG' || refused?.code === 'CARD_PIN_MALFORMED'
  const text = refused && wordsOf(visit.frame, refused)
  const isLast = refused?.code === 'CARD_LAST_TRY' || refused?.triesLeft === 1
  const accept = isLast
    ? renderCheckboxGroup({
        name: '_accept',
        id: 'demo-accept',
        label: login.lastTry,
        choices: [{ value: 'yes', label: login.lastTryAccept }],
        support: getRefusalWords(visit.frame, 'CARD_LAST_TRY').body,
      })
    : ''
  const unlock = refused?.code === 'CARD_PIN_BLOCKED' ? renderUnlockOffer(visit.frame, visit.url.pathname) : ''
  const body = html`<div class="stack"><p>${words.demoBody}</p>${unlock}
${renderSelectField({ name: '_demo', id: 'demo-card', label: words.demoCard, options: listed.map(({ name, holder, pin }) => ({ value: name, label: words.demoCardOf(holder, pin) })), error: isPin || isLast ? undefined : text })}
${renderTextField({ name: '_pin', id: 'demo-pin', label: words.demoPin, kind: 'pin', width: 'digits4', autocomplete: 'off', lengthMax: 8, error: isPin ? text : undefined })}
${accept}
${renderButton({ label: words.demoSubmit, kind: 'outline', size: 'medium', icon: 'card', name: own.go, value: 'card', skipsChecks: true })}</div>`
  return renderDisclosure({ summary: words.demoHeading, body, isOpen: refused !== undefined })
}

export function wordsOf(reader: Reader, { code, triesLeft }: CardRefused): string {
  if (code === 'CARD_PIN_WRONG' && triesLeft !== undefined) return fillWords(reader).card.demoWrong(triesLeft)
  return joinErrorWords(getRefusalWords(reader, code), reader)
}

/** Where an error about the card leads to. */
export function fieldOf({ code }: CardRefused): string {
  if (code === 'CARD_LAST_TRY') return 'demo-accept'
  return code === 'CARD_PIN_WRONG' || code === 'CARD_PIN_MALFORMED' ? 'demo-pin' : 'demo-card'
}

/** Reads a demo card under its PIN for the attributes, and fills in what nothing was written into yet. */
export async function fillFromDemoCard(
  { fills, cards }: { fills: Fills; cards: DemoCards | undefined },
  fill: OpenDraft,
  form: URLSearchParams,
): Promise<Verdict<{ readonly fill: OpenDraft; readonly count: number }, CardCode | 'LOGIN_CARD_UNKNOWN'>> {
  const name = form.get('_demo') ?? ''
  const known = await cards?.list()
  if (cards === undefined || known?.some((card) => card.name === name) !== true) return no('LOGIN_CARD_UNKNOWN')
  const options = { pin: form.get('_pin') ?? '', acceptLastTry: form.get('_accept') === 'yes' }
  const read = await cards.withCard(name, (transmit) => readPersonAttributes(transmit, options))
  if (!read.ok) return read
  let count = 0
  const changed = await fills.change(fill, (content) => {
    const { filling, content: adopted } = readFilling(content, fill.filling)
    const given = giveToDraft(adopted, filling, {
      source: { from: 'card', at: fill.now },
      offer: (field) => offerOfCard(read.value, field),
    })
    count = given.filled.length
    return given.content
  })
  return ok({ fill: changed, count })
}

const sexes: Readonly<Record<PersonAttributes['sex'], string | undefined>> = { 1: 'male', 2: 'female', 9: undefined }

function offerOfCard({ name, address, birthDate, sex }: PersonAttributes, fill: Fill): unknown {
  if (fill.from !== 'card') return undefined
  // A choice of forms is an object; its option's id is enough for it.
  return { name, address, birthDate, sex: sexes[sex] }[fill.attribute]
}
