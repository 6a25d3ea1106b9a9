/** Puts what the card says of its holder into the page's own inputs, marked; nothing is sent before the page is. */
import { CardClientError, openCardClient } from '@madoguchi/card-client'
import { bringToLife } from '../../shell/browser/card-part.js'

const offer = document.getElementById('fill-card-offer')
const part = document.getElementById('fill-card')
const form = document.querySelector('form[data-fill]')

/** @type {Readonly<Record<string, string>>} */
const sexes = { 1: 'male', 2: 'female' }

if (offer !== null && part !== null && form !== null) {
  const places = [...form.querySelectorAll('[data-card]')].filter((place) => place instanceof HTMLElement)

  /**
   * @param {HTMLElement} place
   * @param {string} end
   */
  const inputOf = (place, end) => {
    const name = `${place.dataset.field}${end}`
    const found = [...place.querySelectorAll('input, select, textarea')]
    return found.find((input) => 'name' in input && input.name === name && !isHidden(input))
  }
  /** @param {Element} input */
  const isHidden = (input) => input instanceof HTMLInputElement && input.type === 'hidden'
  /**
   * @param {HTMLElement} place
   * @param {string} end
   * @param {string} value
   */
  const write = (place, end, value) => {
    const input = inputOf(place, end)
    if (
      input instanceof HTMLInputElement ||
      input instanceof HTMLSelectElement ||
      input instanceof HTMLTextAreaElement
    ) {
      // Before the value: a slice of our fonts that is fetched for it would tell a character of it.
      input.classList.add('own-fonts')
      input.value = value
    }
  }
  /**
   * @param {HTMLElement} place
   * @param {string} value
   */
  const fill = (place, value) => {
    if (place.dataset.card === 'birthDate') {
      const [year = '', month = '', day = ''] = value.split('-')
      write(place, '.era', 'western')
      // Zeros stand for what the register does not know: whoever fills in says that themselves.
      write(place, '.year', String(Number(year) || ''))
      write(place, '.month', String(Number(month) || ''))
      write(place, '.day', String(Number(day) || ''))
    } else if (place.dataset.card === 'sex') {
      const radio = place.querySelector(`input[type="radio"][value="${sexes[value] ?? 'none'}"]`)
      if (!(radio instanceof HTMLInputElement)) return false
      radio.checked = true
    } else write(place, '', value)
    mark(place)
    return true
  }
  /** @param {HTMLElement} place */
  const mark = (place) => {
    place.querySelector('[data-from-card]')?.remove()
    const note = document.createElement('p')
    note.dataset.fromCard = ''
    note.className = 'fill__source'
    note.textContent = offer.dataset.mark ?? ''
    const hidden = document.createElement('input')
    hidden.type = 'hidden'
    hidden.name = '_card'
    hidden.value = place.dataset.field ?? ''
    note.append(hidden)
    place.append(note)
    place.addEventListener('input', () => note.remove(), { once: true })
  }

  bringToLife(part, async ({ client, say }) => {
    say('window')
    const said = await client.attributes()
    const count = places.filter((place) => {
      const value = { name: said.name, address: said.address, birthDate: said.birthDate, sex: said.sex }[
        place.dataset.card ?? ''
      ]
      return value !== undefined && fill(place, value)
    }).length
    say(count === 0 ? 'none' : 'done')
    const first = places[0]?.querySelector('input:not([type="hidden"]), select, textarea')
    if (first instanceof HTMLElement) first.focus()
  })
  /** @param {unknown} error */
  const isMissing = (error) =>
    error instanceof CardClientError && ['EXTENSION_MISSING', 'BROWSER_UNSUPPORTED'].includes(error.code)
  // Where there is no extension, there is no button; whatever else is wrong, the button says when it is pressed.
  openCardClient()
    .status()
    .catch((error) => error)
    .then((found) => {
      if (!isMissing(found)) offer.hidden = false
    })
}
