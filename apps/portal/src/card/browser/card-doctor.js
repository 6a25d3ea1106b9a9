/** Looks at everything between this page and the card, and shows the portal's words for what it found. */
import { send } from '../../shell/browser/ask-portal.js'
import { bringToLife } from '../../shell/browser/card-part.js'

const part = document.getElementById('card-doctor')
const lines = document.getElementById('card-lines')

if (part !== null && lines !== null) {
  const { run } = bringToLife(part, async ({ client, say, tell }) => {
    say('looking')
    const report = await client.status().then(withoutSeconds, (error) => ({ code: String(error.code) }))
    const found = await send('/card/look', { report: JSON.stringify(report) })
    lines.innerHTML = found.lines
    tell(found.summary)
  })
  void run()
}

/**
 * The second in which a certificate was made would tell whose it is: the days are enough here.
 * @param {import('@madoguchi/card-client').CardStatus} status
 */
function withoutSeconds({ extensionVersion, hostVersion, host }) {
  const certificate = host.card?.authenticationCertificate
  if (host.card === undefined || certificate === undefined) return { extensionVersion, hostVersion, host }
  const authenticationCertificate = {
    issuer: certificate.issuer,
    notBefore: `${certificate.notBefore.slice(0, 10)}T00:00:00Z`,
    notAfter: `${certificate.notAfter.slice(0, 13)}:00:00Z`,
  }
  return { extensionVersion, hostVersion, host: { ...host, card: { ...host.card, authenticationCertificate } } }
}
