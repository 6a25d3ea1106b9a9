/**
 * The steps that need a passkey: asks the desk for what to sign, the browser for the passkey, and sends what came of it by the form around
 * the button. What is in the way is one of the sentences that the page brought along.
 */
const form = document.querySelector('form[data-passkey]')

if (form instanceof HTMLFormElement) {
  const { passkey: kind = '', asks = '' } = form.dataset
  // It says what to do without us.
  form.querySelector('[data-without-script]')?.remove()
  form.addEventListener('submit', (event) => {
    const answer = form.elements.namedItem('response')
    if (!(answer instanceof HTMLInputElement) || answer.value !== '') return
    event.preventDefault()
    tell('')
    speak(kind, asks).then(
      (response) => {
        answer.value = JSON.stringify(response)
        form.requestSubmit()
      },
      (error) => tell(nameTrouble(error)),
    )
  })
}

/** @param {string} kind @param {string} asks @returns {Promise<unknown>} */
async function speak(kind, asks) {
  if (typeof PublicKeyCredential !== 'function' || !('parseRequestOptionsFromJSON' in PublicKeyCredential))
    throw new TypeError('no passkeys here')
  const asked = await fetch(asks, { method: 'POST', headers: { accept: 'application/json' } })
  if (!asked.ok) throw new Error(String(asked.status))
  const options = await asked.json()
  const made =
    kind === 'register'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  if (!(made instanceof PublicKeyCredential)) throw new TypeError('no passkey')
  return made.toJSON()
}

/** @param {unknown} error */
function nameTrouble(error) {
  if (error instanceof TypeError) return 'unable'
  return error instanceof DOMException ? 'cancelled' : 'away'
}

/** Shows the one sentence of that name, and none of the others. @param {string} name */
function tell(name) {
  for (const one of document.querySelectorAll('[data-trouble]'))
    if (one instanceof HTMLElement) one.hidden = one.dataset.trouble !== name
}
