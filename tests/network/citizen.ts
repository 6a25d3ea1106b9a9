import assert from 'node:assert/strict'
import { logIn } from '@madoguchi/card'
import { base64url, hex, sha256 } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import { makeCardReader, readDemoCards } from '@madoguchi/nation'
import { type ApiValue, parseApiAnswer, type SchemaName } from '@madoguchi/portal'
import { origin } from './open-nation.ts'

export type Reply = { readonly status: number; readonly body: Record<string, unknown>; readonly bytes: Uint8Array }
export type Citizen = {
  call(method: string, path: string, body?: unknown): Promise<Reply>
  /** Asks and waits until every item has its outcome, or `rounds` looks are over. */
  ask(types: readonly string[], rounds?: number): Promise<Asked>
  look(request: string): Promise<Asked>
  /** What a GET answers, which must have succeeded. */
  read<Name extends SchemaName>(answer: Name, path: string): Promise<ApiValue<Name>>
}
export type Item = ApiValue<'Item'>
export type Asked = ApiValue<'Request'>

export function isOpen({ state }: Item): boolean {
  return state === 'asking' || state === 'delayed'
}

/** Where a citizen is: a folder with cards, and a way to the portal. A nation is one. */
export type Place = Pick<Nation, 'folder' | 'settle'> & { readonly portal: Pick<Nation['portal'], 'fetch'> }

/** Calls the portal's JSON API; a nation's without a socket. */
export async function callPortal(
  nation: Pick<Place, 'portal'>,
  options: { method: string; path: string; body?: unknown; token?: string },
): Promise<Reply> {
  const { method, path, body, token } = options
  const response = await nation.portal.fetch(
    new Request(new URL(path, origin), {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return {
    status: response.status,
    bytes,
    body: isJson ? (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>) : {},
  }
}

export type SignedLogIn = {
  readonly login: string
  readonly certificate: string
  readonly signature: string
  readonly wrappingKey: string
}

/** What a citizen's program sends to log in: a fresh challenge, signed by a demo card. */
export async function signLogIn(nation: Place, name: string, signsFor = origin): Promise<SignedLogIn> {
  const asked = await callPortal(nation, { method: 'POST', path: '/api/v1/login/challenges', body: {} })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  const { login, challenge, vaultSalt } = parseApiAnswer('Challenge', asked.body)
  const pin = (await readDemoCards(nation.folder)).find((card) => card.name === name)?.pin ?? ''
  const signed = await makeCardReader(nation.folder)(name, (transmit) =>
    logIn(transmit, {
      pin,
      origin: signsFor,
      challenge: base64url.decode(challenge),
      vaultSalt: base64url.decode(vaultSalt),
    }),
  )
  assert.ok(signed.ok)
  return {
    login,
    certificate: base64url.encode(signed.value.certificate),
    signature: base64url.encode(signed.value.signature),
    wrappingKey: base64url.encode(signed.value.wrappingKey ?? assert.fail()),
  }
}

/** What a demo card says when the portal asks for it again. */
export async function signAgain(nation: Nation, { name, challenge }: { name: string; challenge: string }) {
  const pin = (await readDemoCards(nation.folder)).find((card) => card.name === name)?.pin ?? ''
  const signed = await makeCardReader(nation.folder)(name, (transmit) =>
    logIn(transmit, { pin, origin, challenge: base64url.decode(challenge) }),
  )
  assert.ok(signed.ok)
  const { certificate, signature } = signed.value
  return { certificate: base64url.encode(certificate), signature: base64url.encode(signature) }
}

/** By which the registry knows a demo card's certificate. */
export async function findCardFingerprint(nation: Nation, name: string): Promise<string> {
  const { certificate } = await signLogIn(nation, name)
  return hex.encode(sha256(base64url.decode(certificate)))
}

/** Logs a demo card's holder in, registers where it is the first time, and gives their hands. */
export async function openCitizen(nation: Place, name: string): Promise<Citizen> {
  const session = await callPortal(nation, {
    method: 'POST',
    path: '/api/v1/sessions',
    body: await signLogIn(nation, name),
  })
  assert.equal(session.status, 201, JSON.stringify(session.body))
  const { token, needsRegistration } = parseApiAnswer('SessionToken', session.body)
  const call: Citizen['call'] = (method, path, body) =>
    callPortal(nation, { method, path, token, ...(body === undefined ? {} : { body }) })
  if (needsRegistration) {
    const registered = await call('POST', '/api/v1/registration', { consent: true })
    assert.ok(registered.status < 300, JSON.stringify(registered.body))
  }
  const read: Citizen['read'] = async (answer, path) => {
    const { status, body } = await call('GET', path)
    assert.equal(status, 200, JSON.stringify(body))
    return parseApiAnswer(answer, body)
  }
  const look = (request: string) => read('Request', `/api/v1/requests/${request}`)
  return {
    call,
    read,
    look,
    async ask(types, rounds = 200) {
      const asked = await call('POST', '/api/v1/requests', { types })
      assert.ok(asked.status < 300, JSON.stringify(asked.body))
      const { request } = parseApiAnswer('RequestMade', asked.body)
      for (let round = 0; ; round++) {
        await nation.settle()
        const now = await look(request)
        if (round === rounds || !now.items.some(isOpen)) return now
      }
    },
  }
}
