/** Logs in with the citizen's own card: a challenge from the portal, what the card says to it, and on to the next page. */
import { inWindow, send } from '../../shell/browser/ask-portal.js'
import { bringToLife } from '../../shell/browser/card-part.js'

const part = document.getElementById('card-log-in')

if (part !== null) {
  bringToLife(part, async ({ client, say }) => {
    say('asking')
    const { challenge, vaultSalt } = await send('/login/challenge')
    say('window')
    // Handed on as it comes: the key stays in no variable of the page.
    const { href } = await client.logIn({ challenge, vaultSalt }).then((spoken) => {
      say('checking')
      return send(inWindow('/login/card'), { ...spoken })
    })
    say('done')
    location.assign(href)
  })
}
