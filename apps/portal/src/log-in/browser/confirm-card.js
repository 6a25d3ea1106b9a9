/** What the citizen's own card says to an act that a log-in alone does not do, handed on with what the form said. */
import { inWindow, send } from '../../shell/browser/ask-portal.js'
import { bringToLife } from '../../shell/browser/card-part.js'

const part = document.getElementById('confirm-card')

if (part !== null) {
  bringToLife(part, async ({ client, say, form }) => {
    const { act, ...fields } = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    say('asking')
    const { challenge, vaultSalt } = await send(`/confirm/${act}/challenge`)
    say('window')
    const { certificate, signature } = await client.logIn({ challenge, vaultSalt })
    say('checking')
    const { href } = await send(inWindow(`/confirm/${act}/card`), { ...fields, certificate, signature })
    say('done')
    location.assign(href)
  })
}
