/** Has a document signed by the card, shows who signed, and offers what came back. Nothing goes to the portal. */
import { PortalRefusal } from '../../shell/browser/ask-portal.js'
import { bringToLife } from '../../shell/browser/card-part.js'
import { formatDay } from './format-day.js'

const part = document.getElementById('card-sign')
const result = document.getElementById('card-sign-result')
const save = document.getElementById('save-signed')

if (part !== null && result !== null && save instanceof HTMLAnchorElement) {
  bringToLife(part, async ({ client, say, form }) => {
    result.hidden = true
    const file = await readDocument(new FormData(form), () => say('fetching'))
    say('window')
    const { bytes, signer } = await client.sign({ name: file.name.slice(0, 200), bytes: file })
    const substitutes = { name: signer.nameSubstitutes, address: signer.addressSubstitutes }
    const absent = result.dataset.absent ?? ''
    const values = {
      name: mark(signer.name, substitutes.name),
      address: mark(signer.address, substitutes.address),
      birthDate: signer.birthDate === undefined ? absent : formatDay(signer.birthDate),
      sex: result.querySelector(`[data-sex="${signer.sex}"]`)?.textContent ?? absent,
    }
    for (const [name, text] of Object.entries(values)) {
      const place = result.querySelector(`[data-value="${name}"]`)
      if (place !== null) place.textContent = text
    }
    result
      .querySelector('[data-substitutes]')
      ?.toggleAttribute('hidden', substitutes.name === undefined && substitutes.address === undefined)
    URL.revokeObjectURL(save.href)
    save.href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
    save.download = `${file.name.replace(/\.pdf$/i, '')}-${result.dataset.suffix ?? ''}.pdf`
    result.hidden = false
    say('done')
    result.focus()
  })
}

/**
 * The file that was chosen, or the answer that the page was opened for.
 * @param {FormData} fields
 * @param {() => void} onFetch
 */
async function readDocument(fields, onFetch) {
  const [chosen, source] = [fields.get('document'), fields.get('source')]
  if (typeof source === 'string') {
    onFetch()
    const reply = await fetch(source).catch(() => {
      throw new PortalRefusal({ code: 'PORTAL_UNREACHABLE' })
    })
    // Whoever is not logged in any more gets a page to log in.
    if (!reply.ok || reply.headers.get('content-type') !== 'application/pdf')
      throw new PortalRefusal({ code: 'PORTAL_FAILED' })
    return new File([await reply.blob()], String(fields.get('name')))
  }
  if (!(chosen instanceof File) || chosen.name === '') throw new PortalRefusal({ code: 'DOCUMENT_MISSING' })
  return chosen
}

/**
 * The text with every run of substitute characters between 〔 and 〕.
 * @param {string} text
 * @param {string | undefined} substitutes a 1 for each character that is one
 */
function mark(text, substitutes) {
  const characters = Array.from(text)
  const is = characters.map((_character, index) => substitutes?.[index] === '1')
  return characters
    .map((character, index) => {
      const open = is[index] && !is[index - 1] ? '〔' : ''
      const close = is[index] && !is[index + 1] ? '〕' : ''
      return open + character + close
    })
    .join('')
}
