import type { Asked, Field } from '@madoguchi/forms'
import type { Child, Html } from '@madoguchi/ui'
import { html, renderButton, renderRadioGroup, renderSelectField, sayDate } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { own } from './fill-form-entries.ts'
import { mayNameStreet, postalDataDay } from './list-postal-places.ts'
import { findAddressOf, findPostalCodeOf, findPut, type PostalTold, postalAnswerId } from './postal-address.ts'
import { fillWords } from './words.ts'

/** So many towns stand side by side; more go into a list that opens. */
const radiosMax = 8

/**
 * 「郵便番号から住所を入れる」, with the day of the list: below the postal code of an address, or below an address that has
 * none and then takes the code itself. It posts the form, with a script and without.
 */
export function renderPostalButton(asked: readonly Asked[], field: Field, reader: Reader): Html | '' {
  const fields = asked.map((one) => one.field)
  const isAlone = field.kind === 'address' && findPostalCodeOf(fields, field) === undefined
  const address = isAlone ? field : field.kind === 'postal-code' ? findAddressOf(fields, field) : undefined
  if (address === undefined) return ''
  const words = fillWords(reader).postal
  const day = sayDate(postalDataDay)
  const button = renderButton({
    label: words.submit,
    context: words.context(address.label),
    kind: 'outline',
    size: 'small',
    name: own.postal,
    value: address.id,
    skipsChecks: true,
  })
  return html`<div class="fill__postal">${button}<p>${isAlone ? words.aboutAlone(day) : words.about(day)}</p></div>`
}

/** What came of it, below the address; it takes the focus where there is something to do. */
export function renderPostalAnswer(told: PostalTold, reader: Reader): Html {
  return html`<div class="fill__postal-answer" id="${postalAnswerId}" role="status" tabindex="-1">${renderInside(told, reader)}</div>`
}

function renderInside(told: PostalTold, reader: Reader): Child {
  const words = fillWords(reader).postal
  const { code, places, written, ending } = told
  const [first] = places
  if (ending === 'put') return html`<p>${mayNameStreet(written) ? words.putInKyoto : words.putIn}</p>`
  if (code === undefined) return html`<p>${told.isAlone ? words.unreadAlone : words.unread}</p>`
  if (first === undefined) return html`<p>${words.unknown(code)}</p>`
  const put = findPut(told)
  if (put !== undefined && places.length === 1) return html`<p>${words.done(put)}</p>`
  if (places.length > 1) return renderChoice({ told, put }, reader)
  const label = written === '' ? words.put(first) : words.replace(first)
  return html`<p>${written === '' ? words.open(first) : words.ask(first, written)}</p>
<input type="hidden" name="${own.choice}" value="${first}">${renderPut(told, label)}`
}

function renderChoice({ told, put }: { told: PostalTold; put: string | undefined }, reader: Reader): Html {
  const words = fillWords(reader).postal
  const { places, written, ending } = told
  const field = {
    name: own.choice,
    id: 'postal-choice',
    label: words.choose,
    support: written === '' ? undefined : words.chooseOver(written),
    error: ending === 'unchosen' ? words.unchosen : undefined,
  }
  const control =
    places.length > radiosMax
      ? renderSelectField({ ...field, value: put, options: places.map((place) => ({ value: place, label: place })) })
      : renderRadioGroup({
          ...field,
          choices: places.map((place) => ({ value: place, label: place, isChosen: place === put })),
        })
  return html`${control}${renderPut(told, words.chooseSubmit)}`
}

function renderPut({ address }: PostalTold, label: string): Html {
  return renderButton({
    label,
    kind: 'outline',
    size: 'medium',
    name: own.town,
    value: address.id,
    skipsChecks: true,
  })
}
