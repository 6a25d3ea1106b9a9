import assert from 'node:assert/strict'
import { base64url } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { apiSchemas } from '../app/journeys.ts'
import type { CardAct } from '../log-in/card-again.ts'
import type { ApiValue, SchemaName } from '../shell/operation.ts'
import { type TestPortal, testOrigin } from './test-portal.fixture.ts'
import type { TestCard } from './test-trust.fixture.ts'

export type Answered = { readonly status: number; readonly body: Record<string, unknown> }
export type ApiClient = {
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answered>
  /** What a GET answers, which must be of the schema and nothing besides. */
  read<Name extends SchemaName>(answer: Name, path: string): Promise<ApiValue<Name>>
  token: string | undefined
  /** The one that logged in last. */
  card: TestCard | undefined
}

/** A program that talks JSON to the portal, from an address where one is given. */
export function makeApiClient(
  { portal }: { portal: Pick<TestPortal['portal'], 'fetch'> },
  address?: string,
): ApiClient {
  const client: ApiClient = {
    token: undefined,
    card: undefined,
    async call(method, path, body) {
      const response = await portal.fetch(
        new Request(`${testOrigin}/api/v1${path}`, {
          method,
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(client.token === undefined ? {} : { authorization: `Bearer ${client.token}` }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
        envOf(address),
      )
      const text = await response.text()
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answered['body']) }
    },
    async read<Name extends SchemaName>(answer: Name, path: string) {
      const { status, body } = await client.call('GET', path)
      assert.equal(status, 200, JSON.stringify(body))
      return apiSchemas[answer].parse(body) as ApiValue<Name>
    },
  }
  return client
}

/** What a server passes beside a request that came over a socket. */
export function envOf(remoteAddress: string | undefined): unknown {
  return remoteAddress === undefined ? undefined : { incoming: { socket: { remoteAddress } } }
}

/** What a client sends to log in with a card; `change` bends one part of it. */
export async function prepareLogIn(
  client: ApiClient,
  card: TestCard,
  change: { origin?: string; challenge?: Uint8Array } = {},
): Promise<Record<string, string>> {
  const { body } = await client.call('POST', '/login/challenges')
  const challenge = change.challenge ?? base64url.decode(String(body.challenge))
  return {
    login: String(body.login),
    certificate: base64url.encode(card.certificate.der),
    signature: base64url.encode(card.sign(change.origin ?? testOrigin, challenge)),
    wrappingKey: base64url.encode(card.wrappingKey),
  }
}

export async function logInByApi(client: ApiClient, card: TestCard): Promise<Answered> {
  const answered = await client.call('POST', '/sessions', await prepareLogIn(client, card))
  if (answered.status === 201) client.token = String(answered.body.token)
  client.card = card
  return answered
}

/** Logs in and consents. */
export async function enter(world: TestPortal, card: TestCard): Promise<ApiClient> {
  const client = makeApiClient(world)
  await logInByApi(client, card)
  await client.call('POST', '/registration', { consent: true })
  return client
}

/** Asks, and waits until every item of the request has its outcome. */
export async function askAndWait(client: ApiClient, types: readonly string[]): Promise<string> {
  const { body } = await client.call('POST', '/requests', { types })
  const request = String(body.request)
  await waitUntil(async () => {
    const { items } = await client.read('Request', `/requests/${request}`)
    return items.every(({ state }) => state !== 'asking' && state !== 'delayed')
  })
  return request
}

/** What the card says to an act that a log-in alone does not do, as such an act's body has it. */
export async function showCardAgain(
  client: ApiClient,
  card: TestCard,
  act: CardAct,
): Promise<{ card: { certificate: string; signature: string } }> {
  const { body } = await client.call('POST', '/confirmations', { act })
  const signature = card.sign(testOrigin, base64url.decode(String(body.challenge)))
  return { card: { certificate: base64url.encode(card.certificate.der), signature: base64url.encode(signature) } }
}

/** An act of the API that wants the card again, with it. */
export async function actWithCard(
  client: ApiClient,
  card: TestCard,
  { act, path, body = {} }: { act: CardAct; path: string; body?: object },
): Promise<Answered> {
  return client.call('POST', path, { ...body, ...(await showCardAgain(client, card, act)) })
}

export function makeCode(client: ApiClient, card: TestCard): Promise<Answered> {
  return actWithCard(client, card, { act: 'recovery-code', path: '/vault/recovery-code' })
}

export function giveEmail(client: ApiClient, email: string): Promise<Answered> {
  const { card } = client
  if (card === undefined) throw new Error('nobody logged in')
  return actWithCard(client, card, { act: 'email', path: '/account/email', body: { email } })
}
