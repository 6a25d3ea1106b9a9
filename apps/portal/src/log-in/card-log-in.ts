import type { Bytes } from '@madoguchi/kit'
import { AppError, base64url } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import { html, renderButton, renderDescriptionList, renderDisclosure, renderSection } from '@madoguchi/ui'
import { renderCardPart } from '../shell/card-part.ts'
import type { PageRoutes } from '../shell/pages-app.ts'
import { renderPlaceLinks } from '../shell/places.ts'
import { demandLogInOpen, getValue, readForm, type Visit } from '../shell/visit.ts'
import type { TryLogIn } from './log-in-tries.ts'
import type { Entrance } from './start-login.ts'
import { logInWords } from './words.ts'

/** What `card-log-in.js` asks for: a challenge for this browser, and a session for what the card said to it. */
export function addCardLogIn(
  routes: PageRoutes,
  entrance: Entrance,
  means: { issueChallenge: (login: string) => Promise<Bytes>; vaultSalt: Bytes; tryLogIn: TryLogIn },
): void {
  const { issueChallenge, vaultSalt, tryLogIn } = means
  routes.call('/login/challenge', async (visit) => {
    demandLogInOpen(visit.frame.notices)
    const challenge = await issueChallenge(entrance.start(visit))
    return visit.c.json({ challenge: base64url.encode(challenge), vaultSalt: base64url.encode(vaultSalt) })
  })
  routes.call('/login/card', async (visit) => {
    demandLogInOpen(visit.frame.notices)
    const login = entrance.start(visit)
    const form = await readForm(visit)
    const given = {
      login,
      certificate: readBytes(form, 'certificate', { min: 1, max: 8192 }),
      signature: readBytes(form, 'signature', { min: 1, max: 512 }),
      wrappingKey: readBytes(form, 'wrappingKey', { min: 32, max: 32 }),
      channel: 'page',
    } as const
    const done = await tryLogIn(visit.c, given)
    return visit.c.json({ href: await entrance.enter(visit, getValue(done)) })
  })
}

/** The real way in. In the sandbox it stands second: most who try it out have no reader. */
export function renderCardLogIn(visit: Visit, origin: string): Html {
  const { isSandbox } = visit.site
  const copy = logInWords(visit.frame).cardLogIn
  const command = html`<code>${copy.command(origin)}</code>`
  const part = renderCardPart(visit, {
    id: 'card-log-in',
    state: copy.state,
    form: renderButton({ label: copy.submit, kind: isSandbox ? 'outline' : 'solid', icon: 'reader' }),
  })
  const elsewhere = renderDisclosure({
    summary: copy.elsewhereHeading,
    body: [
      html`<p>${copy.elsewhere}</p>`,
      renderDescriptionList({ rows: [{ term: copy.commandTerm, value: command }] }),
      isSandbox ? html`<p>${copy.elsewhereSandbox}</p>` : '',
    ],
  })
  const links = renderPlaceLinks(visit.frame, { 'card-setup': copy.setup, 'card-doctor': copy.doctor })
  return renderSection({
    heading: isSandbox ? copy.headingSandbox : copy.heading,
    lead: isSandbox ? copy.leadSandbox : copy.lead,
    body: [part, links, elsewhere],
  })
}

function readBytes(form: URLSearchParams, name: string, sizeBytes: { min: number; max: number }): Bytes {
  const refuse = (cause?: unknown) =>
    new AppError('BODY_MALFORMED', 'Bytes are canonical base64url.', { cause, facts: { field: name } })
  let bytes: Bytes
  try {
    bytes = base64url.decode(form.get(name) ?? '')
  } catch (cause) {
    throw refuse(cause)
  }
  if (bytes.length < sizeBytes.min || bytes.length > sizeBytes.max) throw refuse()
  return bytes
}
