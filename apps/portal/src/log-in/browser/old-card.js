/** The key that the citizen's old card makes, handed on to the portal, which opens the vault with it for the new card. */
import { inWindow, send } from '../../shell/browser/ask-portal.js'
import { bringToLife } from '../../shell/browser/card-part.js'

const part = document.getElementById('old-card')

if (part !== null) {
  bringToLife(part, async ({ client, say, form }) => {
    const vaultSalt = String(new FormData(form).get('vaultSalt'))
    say('window')
    // Handed on as it comes: the key stays in no variable of the page.
    const { href } = await client.vaultKey({ vaultSalt }).then((made) => {
      say('checking')
      return send(inWindow('/new-card/old-card'), { ...made })
    })
    say('done')
    location.assign(href)
  })
}
