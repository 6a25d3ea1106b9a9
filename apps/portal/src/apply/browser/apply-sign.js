/** Has the form signed by the card, puts what came back into the page's own form for it, and sends that. */
import { PortalRefusal } from '../../shell/browser/ask-portal.js'
import { bringToLife } from '../../shell/browser/card-part.js'

const part = document.getElementById('apply-sign')
const back = document.getElementById('apply-signed')
const input = back?.querySelector('input[type="file"]')

if (part !== null && back instanceof HTMLFormElement && input instanceof HTMLInputElement) {
  bringToLife(part, async ({ client, say, form }) => {
    const fields = new FormData(form)
    const name = String(fields.get('name'))
    say('fetching')
    const bytes = await readForm(String(fields.get('source')))
    say('window')
    const signed = await client.sign({ name, bytes })
    const files = new DataTransfer()
    files.items.add(new File([signed.bytes], name, { type: 'application/pdf' }))
    input.files = files.files
    say('done')
    back.requestSubmit()
  })
}

/** @param {string} path */
async function readForm(path) {
  const reply = await fetch(path).catch(() => {
    throw new PortalRefusal({ code: 'PORTAL_UNREACHABLE' })
  })
  // Whoever is not logged in any more gets a page to log in.
  if (!reply.ok || reply.headers.get('content-type') !== 'application/pdf')
    throw new PortalRefusal({ code: 'PORTAL_FAILED' })
  return reply.blob()
}
