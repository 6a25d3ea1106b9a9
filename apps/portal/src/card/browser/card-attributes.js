/** Shows what the card says of its holder, in this page only. */
import { bringToLife } from '../../shell/browser/card-part.js'
import { formatDay } from './format-day.js'

const part = document.getElementById('card-attributes')
const result = document.getElementById('card-attributes-result')

if (part !== null && result !== null) {
  /** @param {Record<string, string>} values */
  const fill = (values) => {
    for (const place of result.querySelectorAll('[data-value]'))
      if (place instanceof HTMLElement) place.textContent = values[place.dataset.value ?? ''] ?? ''
  }
  bringToLife(part, async ({ client, say }) => {
    say('window')
    const { name, address, birthDate, sex } = await client.attributes()
    fill({
      name,
      address,
      birthDate: formatDay(birthDate),
      sex: result.querySelector(`[data-sex="${sex}"]`)?.textContent ?? '',
    })
    result.hidden = false
    say('done')
    result.focus()
  })
  document.getElementById('clear-attributes')?.addEventListener('click', () => {
    fill({})
    result.hidden = true
    part.querySelector('button')?.focus()
  })
}
