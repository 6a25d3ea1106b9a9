import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { logIn } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { makeCardReader, makeNationDesk, readDemoCards } from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { dog, owner, signByCard } from '../network/filing.ts'
import type { Demo } from './open-demo.ts'
import { openDemo } from './open-demo.ts'

type Described = {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Answer>; security: unknown[] }>>
}
type Answer = { content?: Record<string, { schema?: object }> }
type Reply = { status: number; body: Record<string, unknown>; bytes: Uint8Array }

let demo: Demo
let document: Described
let ajv: Ajv2020
/** Calls that were answered as described, by name and status. */
const seen = new Set<string>()
before(async () => {
  demo = await openDemo()
  document = (await (await fetch(`${demo.origin}/api/v1/openapi.json`)).json()) as Described
  // Formats stand beside patterns, which are checked.
  ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'api')
})
after(() => demo[Symbol.asyncDispose]())

/** Calls the portal over HTTP and holds the answer against the description. */
async function call(
  method: string,
  path: string,
  given: { token?: string; body?: unknown; file?: Uint8Array; in?: Record<string, string> } = {},
): Promise<Reply> {
  const real = path.replace(/\{(\w+)\}/g, (_, name: string) => given.in?.[name] ?? '')
  const response = await fetch(`${demo.origin}/api/v1${real}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(given.token === undefined ? {} : { authorization: `Bearer ${given.token}` }),
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    ...(given.file === undefined ? {} : { body: makeUpload(given.file) }),
  })
  const type = response.headers.get('content-type') ?? ''
  const bytes = await response.bytes()
  const body = type.includes('json') ? (JSON.parse(new TextDecoder().decode(bytes)) as Reply['body']) : {}
  const verb = method.toLowerCase()
  const operation = document.paths[path]?.[verb]
  assert.ok(operation, `${method} ${path} is described`)
  const status = String(response.status)
  const key = status in operation.responses ? status : 'default'
  assert.ok(key !== 'default' || response.status >= 500, `${operation.operationId} may answer ${status}`)
  const content = operation.responses[key]?.content
  if (content === undefined) assert.equal(bytes.length, 0)
  else {
    const media = Object.keys(content).find((one) => type.startsWith(one.split(';')[0] ?? one))
    assert.ok(media !== undefined, `${operation.operationId} answers ${type}`)
    if (content[media]?.schema !== undefined) {
      const part = [path, verb, 'responses', key, 'content', media, 'schema'].map(escapePointer).join('/')
      const validate = ajv.getSchema(`api#/paths/${part}`)
      assert.ok(validate?.(body), `${operation.operationId} ${status}: ${ajv.errorsText(validate?.errors)}`)
    } else assert.ok(bytes.length > 0)
  }
  seen.add(`${operation.operationId} ${status}`)
  return { status: response.status, body, bytes }
}

function makeUpload(file: Uint8Array): FormData {
  const form = new FormData()
  form.append('attachment', new File([new Uint8Array(file)], '書類.pdf'))
  return form
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}

async function prepare(card: string): Promise<Record<string, string>> {
  const { body } = await call('POST', '/login/challenges')
  const { pin } = (await readDemoCards(demo.nation.folder)).find(({ name }) => name === card) ?? assert.fail()
  const signed = await makeCardReader(demo.nation.folder)(card, (transmit) =>
    logIn(transmit, {
      pin,
      origin: demo.origin,
      challenge: base64url.decode(String(body.challenge)),
      vaultSalt: base64url.decode(String(body.vaultSalt)),
    }),
  )
  assert.ok(signed.ok)
  const { certificate, signature, wrappingKey } = signed.value
  return {
    login: String(body.login),
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey ?? assert.fail()),
  }
}

async function enter(card: string): Promise<string> {
  const { status, body } = await call('POST', '/sessions', { body: await prepare(card) })
  assert.equal(status, 201)
  return String(body.token)
}

/** What a card says to an act that a log-in alone does not do. */
async function again(token: string, name: string, act: string) {
  const { body } = await call('POST', '/confirmations', { token, body: { act } })
  const pin = (await readDemoCards(demo.nation.folder)).find((card) => card.name === name)?.pin ?? ''
  const challenge = base64url.decode(String(body.challenge))
  const signed = await makeCardReader(demo.nation.folder)(name, (transmit) =>
    logIn(transmit, { pin, origin: String(body.origin), challenge }),
  )
  assert.ok(signed.ok)
  const { certificate, signature } = signed.value
  return { card: { certificate: base64url.encode(certificate), signature: base64url.encode(signature) } }
}

function codeOf({ body }: Reply): unknown {
  return body.code
}

test('a new card is brought to the vault in each of the three ways, an address is given and taken back, and one leaves', async () => {
  const desk = makeNationDesk(demo.nation.folder, demo.nation.registry.desk)
  const first = await enter('umeko')
  await call('POST', '/registration', { token: first, body: { consent: true } })
  const { code } = (
    await call('POST', '/vault/recovery-code', { token: first, body: await again(first, 'umeko', 'recovery-code') })
  ).body
  for (const card of ['umeko', 'umeko-2', 'umeko-3']) assert.ok((await desk.renew(card, true)).ok)
  const [second, third, fourth] = [await enter('umeko-2'), await enter('umeko-3'), await enter('umeko-4')]
  assert.equal(codeOf(await call('GET', '/requests', { token: second })), 'VAULT_CLOSED')
  const { certificate, wrappingKey } = await prepare('umeko')
  const old = { certificate, wrappingKey }
  assert.equal((await call('POST', '/vault/old-card', { token: second, body: old })).status, 204)
  assert.equal((await call('POST', '/vault/recovery', { token: third, body: { code } })).status, 204)
  assert.equal(
    (
      await call('POST', '/vault/anew', {
        token: fourth,
        body: { confirmed: true, ...(await again(fourth, 'umeko-4', 'vault-anew')) },
      })
    ).status,
    204,
  )
  const email = { email: 'a@example.jp', ...(await again(fourth, 'umeko-4', 'email')) }
  assert.equal((await call('POST', '/account/email', { token: fourth, body: email })).status, 204)
  assert.equal((await call('POST', '/account/email/resend', { token: fourth })).status, 204)
  assert.equal((await call('GET', '/account', { token: fourth })).body.emailToConfirm, 'a@example.jp')
  assert.equal((await call('DELETE', '/account/email', { token: fourth })).status, 204)
  assert.equal(
    codeOf(await call('POST', '/account/leave', { token: fourth, body: { confirmed: true } })),
    'CONFIRM_NEEDED',
  )
  const leaving = { confirmed: true, ...(await again(fourth, 'umeko-4', 'leave')) }
  assert.equal((await call('POST', '/account/leave', { token: fourth, body: leaving })).status, 204)
  for (const token of [first, second, third, fourth])
    assert.equal(codeOf(await call('GET', '/account', { token })), 'SESSION_NONE')
})

/** A form with a dog that is taken out and put back, as far as the paper, and away again. */
async function fillIn(token: string): Promise<void> {
  const offered = { municipality: '482013', procedure: 'dog-registration' }
  const draft = String((await call('POST', '/drafts', { token, body: offered })).body.draft)
  const at = (item = '') => ({ draft, page: item === '' ? 'owner' : 'dogs', item })
  const owner = { seen: 'x', entries: { ownerName: '見本 花子' } }
  const late = await call('POST', '/drafts/{draft}/pages/{page}', { token, in: at(), body: owner })
  assert.deepEqual([late.status, late.body.code], [409, 'DRAFT_CHANGED'])
  const { seen } = parseApiAnswer('DraftChanged', late.body).now
  const own = { ...owner, seen }
  assert.equal((await call('POST', '/drafts/{draft}/pages/{page}', { token, in: at(), body: own })).status, 200)
  const wrong = { seen, entries: { ownerNam: '' } }
  const refused = await call('POST', '/drafts/{draft}/pages/{page}', { token, in: at(), body: wrong })
  assert.equal(codeOf(refused), 'ENTRY_UNKNOWN')
  const dog = { entries: { dogName: 'ポチ' } }
  const list = { draft, page: 'dogs' }
  const added = (await call('POST', '/drafts/{draft}/pages/{page}/items', { token, in: list, body: dog })).body
  const place = parseApiAnswer('DraftPlace', added)
  const item = at(place.item ?? assert.fail())
  const path = '/drafts/{draft}/pages/{page}/items/{item}'
  const change = { seen: place.seen, entries: { dogBreed: '柴犬' } }
  const now = parseApiAnswer('DraftPlace', (await call('POST', path, { token, in: item, body: change })).body)
  assert.equal(codeOf(await call('POST', `${path}/remove`, { token, in: item, body: { seen } })), 'DRAFT_CHANGED')
  assert.equal((await call('POST', `${path}/remove`, { token, in: item, body: { seen: now.seen } })).status, 200)
  assert.equal(codeOf(await call('POST', path, { token, in: item, body: change })), 'ITEM_TAKEN_OUT')
  assert.equal((await call('POST', `${path}/put-back`, { token, in: item })).status, 200)
  assert.equal((await call('GET', '/drafts/{draft}', { token, in: { draft } })).status, 200)
  assert.equal((await call('GET', '/drafts/{draft}/check', { token, in: { draft } })).body.isComplete, false)
  assert.equal((await call('GET', '/drafts/{draft}/form.pdf', { token, in: { draft } })).status, 200)
  assert.equal((await call('GET', '/drafts', { token })).status, 200)
  assert.equal((await call('DELETE', '/drafts/{draft}', { token, in: { draft } })).status, 204)
  assert.equal(codeOf(await call('GET', '/drafts/{draft}', { token, in: { draft } })), 'DRAFT_UNKNOWN')
}

/** A whole form with a paper, signed by the card, sent, and taken by its agency; gives what is kept of it. */
async function fileDog(token: string, card: string): Promise<void> {
  const offered = { municipality: '482013', procedure: 'dog-registration' }
  const draft = String((await call('POST', '/drafts', { token, body: offered })).body.draft)
  const at = { token, in: { draft } }
  const { pages } = parseApiAnswer('Draft', (await call('GET', '/drafts/{draft}', at)).body)
  const { seen } = pages[0]?.places[0] ?? assert.fail()
  assert.equal(codeOf(await call('GET', '/drafts/{draft}/papers', at)), 'FILING_UNFINISHED')
  const own = { token, in: { draft, page: 'owner' }, body: { seen, entries: owner } }
  await call('POST', '/drafts/{draft}/pages/{page}', own)
  const first = { token, in: { draft, page: 'dogs' }, body: { entries: dog } }
  await call('POST', '/drafts/{draft}/pages/{page}/items', first)
  const pdf = new TextEncoder().encode('%PDF-1.7\n%%EOF\n')
  const { paper } = (await call('POST', '/drafts/{draft}/papers', { ...at, file: pdf })).body
  const other = { token, in: { draft, paper: String(paper) } }
  assert.equal((await call('POST', '/drafts/{draft}/papers/{paper}', { ...other, file: pdf })).status, 200)
  const refused = await call('POST', '/drafts/{draft}/papers', { ...at, file: new TextEncoder().encode('text') })
  assert.equal(codeOf(refused), 'PAPER_REFUSED')
  assert.equal((await call('DELETE', '/drafts/{draft}/papers/{paper}', other)).status, 204)
  await call('POST', '/drafts/{draft}/papers', { ...at, file: pdf })
  assert.equal(parseApiAnswer('DraftPapers', (await call('GET', '/drafts/{draft}/papers', at)).body).papers.length, 1)
  assert.equal(codeOf(await call('GET', '/drafts/{draft}/filing', at)), 'FILING_CHANGED')
  assert.equal((await call('POST', '/drafts/{draft}/filing', at)).status, 200)
  const { bytes: form } = await call('GET', '/drafts/{draft}/filing/form.pdf', at)
  const unsigned = await call('POST', '/drafts/{draft}/filing/signed', { ...at, file: form })
  assert.equal(codeOf(unsigned), 'SIGNED_FORM_REFUSED')
  const signed = await signByCard(demo.nation, card, form)
  assert.equal((await call('POST', '/drafts/{draft}/filing/signed', { ...at, file: signed })).status, 200)
  const prepared = parseApiAnswer('PreparedFiling', (await call('GET', '/drafts/{draft}/filing', at)).body)
  const wrong = await call('POST', '/drafts/{draft}/filing/send', { ...at, body: { sha256: prepared.form.sha256 } })
  assert.deepEqual(parseApiAnswer('FilingChanged', wrong.body).now, prepared)
  const seenForm = { ...at, body: { sha256: prepared.toSend } }
  const sent = parseApiAnswer('FilingHead', (await call('POST', '/drafts/{draft}/filing/send', seenForm)).body)
  const { filing } = sent
  await waitUntil(
    async () => {
      await demo.nation.settle()
      await demo.nation.agencyOf('mihon-shi').filings?.take()
      return (await call('GET', '/filings/{filing}/receipt.json', { token, in: { filing } })).status === 200
    },
    { what: 'the receipt', withinMs: 120_000 },
  )
  assert.equal((await call('GET', '/filings/{filing}/receipt.pdf', { token, in: { filing } })).status, 200)
  const whole = parseApiAnswer('Filing', (await call('GET', '/filings/{filing}', { token, in: { filing } })).body)
  assert.deepEqual([whole.receipt?.signature, whole.isWhole], ['good', true])
  assert.equal(parseApiAnswer('Filings', (await call('GET', '/filings', { token })).body).filings.length, 1)
  const again = await call('POST', '/filings/{filing}/again', { token, in: { filing } })
  assert.deepEqual(again.body, { draft, canSendAgain: false })
}

test('every call answers as the description says, from the challenge to the log-out', async () => {
  assert.equal((await call('GET', '/card-health')).status, 200)
  assert.equal((await call('GET', '/procedures')).status, 200)
  const offered = { municipality: '482013', procedure: 'dog-registration' }
  assert.equal((await call('GET', '/procedures/{municipality}/{procedure}', { in: offered })).status, 200)
  const token = await enter('hanako')
  assert.equal(codeOf(await call('GET', '/requests', { token })), 'REGISTRATION_NEEDED')
  assert.equal((await call('POST', '/registration', { token, body: { consent: true } })).status, 204)
  await call('GET', '/openapi.json')
  await call('GET', '/information-types')
  const types = ['local-tax', 'medical-insurance']
  const request = String((await call('POST', '/requests', { token, body: { types } })).body.request)
  await demo.nation.settle()
  await call('GET', '/requests', { token })
  const { body } = await call('GET', '/requests/{request}', { token, in: { request } })
  const { items } = parseApiAnswer('Request', body)
  assert.deepEqual(
    items.map(({ state }) => state),
    ['answered', 'answered'],
  )
  for (const kind of ['json', 'csv', 'xml', 'pdf'])
    assert.equal((await call('GET', `/requests/{request}/answers.${kind}`, { token, in: { request } })).status, 200)
  const history = await call('GET', '/history', { token })
  assert.ok(parseApiAnswer('History', history.body).records.length > 2)
  assert.deepEqual((await call('POST', '/requests/{request}/asking', { token, in: { request } })).body, {
    asked: 0,
    notAsked: 0,
  })
  assert.deepEqual((await call('POST', '/requests/{request}/withdrawal', { token, in: { request } })).body, {
    withdrawn: 0,
  })
  const { exchange } = items[0] ?? assert.fail()
  const check = { exchange, phone: '0999-00-0000' }
  const asked = await call('POST', '/requests/{request}/checks', { token, in: { request }, body: check })
  assert.deepEqual([asked.status, asked.body.exchange], [200, exchange])
  assert.equal((await call('DELETE', '/requests/{request}', { token, in: { request } })).status, 204)
  await fillIn(token)
  await fileDog(token, 'hanako')
  const other = await enter('hanako')
  assert.equal(parseApiAnswer('Sessions', (await call('GET', '/sessions', { token })).body).sessions.length, 2)
  assert.deepEqual(
    (await call('POST', '/sessions/others/end', { token, body: await again(token, 'hanako', 'close-others') })).body,
    { closed: 1 },
  )
  assert.equal(codeOf(await call('GET', '/requests', { token: other })), 'SESSION_NONE')
  const { activities } = parseApiAnswer('Activities', (await call('GET', '/activities', { token })).body)
  assert.deepEqual(
    activities.map(({ event }) => event),
    [
      'sessions-closed',
      'logged-in',
      'filed',
      'deleted',
      'check-requested',
      'history-viewed',
      ...Array.from({ length: 4 }, () => 'answers-saved'),
      'asked',
      'registered',
      'logged-in',
    ],
  )
  assert.equal((await call('DELETE', '/sessions/current', { token })).status, 204)
  const names = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  for (const name of names)
    assert.ok(
      [...seen].some((one) => one.startsWith(`${name} 20`)),
      `${name} was called`,
    )
})

test('refusals answer as the description says', async () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (security.length === 0) continue
      const nobodys = { request: 'x', draft: 'x', page: 'x', item: 'x', paper: 'x', filing: 'x' }
      assert.equal(codeOf(await call(method.toUpperCase(), path, { in: nobodys })), 'SESSION_NONE')
    }
  }
  const token = await enter('taro')
  assert.equal(codeOf(await call('POST', '/registration', { token, body: { consent: 'yes' } })), 'BODY_MALFORMED')
  assert.equal(codeOf(await call('POST', '/registration', { token, body: { consent: false } })), 'CONSENT_MISSING')
  const email = { consent: true, email: 'nobody' }
  assert.equal(codeOf(await call('POST', '/registration', { token, body: email })), 'EMAIL_MALFORMED')
  assert.equal((await call('POST', '/registration', { token, body: { consent: true } })).status, 204)
  assert.equal(codeOf(await call('POST', '/requests', { token, body: { types: [] } })), 'TYPES_MISSING')
  assert.equal(codeOf(await call('POST', '/requests', { token, body: { types: ['x'] } })), 'TYPE_NOT_CONNECTED')
  const nobodys = { token, in: { request: 'ask_AAAAAAAAAAAAAAAAAAAAAA' } }
  assert.equal(codeOf(await call('GET', '/requests/{request}', nobodys)), 'REQUEST_UNKNOWN')
  assert.equal(codeOf(await call('GET', '/requests/{request}/answers.pdf', nobodys)), 'REQUEST_UNKNOWN')
  const body = await prepare('taro')
  assert.equal(codeOf(await call('POST', '/sessions', { body: { ...body, more: 1 } })), 'BODY_MALFORMED')
  assert.equal(
    codeOf(await call('POST', '/sessions', { body: { ...body, origin: 'https://a.example' } })),
    'LOGIN_ORIGIN',
  )
  const bent = { ...body, signature: base64url.encode(new Uint8Array(256)) }
  assert.equal(codeOf(await call('POST', '/sessions', { body: bent })), 'LOGIN_SIGNATURE')
  assert.equal(codeOf(await call('POST', '/sessions', { body })), 'LOGIN_CHALLENGE_USED')
  const large = { types: ['x'.repeat(70_000)] }
  assert.equal(codeOf(await call('POST', '/requests', { token, body: large })), 'BODY_TOO_LARGE')
})

test('what is not there is told in the same form, whatever the method', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    const response = await fetch(`${demo.origin}/api/v1/nothing`, { method })
    assert.equal(response.status, 404, method)
    assert.equal(((await response.json()) as Reply['body']).code, 'PAGE_NOT_FOUND')
  }
})
