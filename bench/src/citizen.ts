import { logIn } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import { makeCardReader, readDemoCards } from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import { benchOrigin } from './origin.ts'

/** A call of the portal's JSON API without a socket; gives what it answered. Throws when that is no success. */
export async function callPortal(
  nation: Nation,
  options: { method: string; path: string; body?: unknown; token?: string },
): Promise<unknown> {
  const { method, path, body, token } = options
  const response = await nation.portal.fetch(
    new Request(new URL(path, benchOrigin), {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.status === 204 ? undefined : response.json()
}

/** Everything that happens on the citizen's side of a log-in: what is measured afterwards is the server's. */
export async function signLogIn(nation: Nation, card: string): Promise<unknown> {
  const said = await callPortal(nation, { method: 'POST', path: '/api/v1/login/challenges', body: {} })
  const challenge = parseApiAnswer('Challenge', said)
  const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === card)?.pin ?? ''
  const signed = await makeCardReader(nation.folder)(card, (transmit) =>
    logIn(transmit, {
      pin,
      origin: benchOrigin,
      challenge: base64url.decode(challenge.challenge),
      vaultSalt: base64url.decode(challenge.vaultSalt),
    }),
  )
  if (!signed.ok) throw new Error(`the card refused: ${signed.code}`)
  const { certificate, signature, wrappingKey = new Uint8Array(32) } = signed.value
  return {
    login: challenge.login,
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey),
  }
}
