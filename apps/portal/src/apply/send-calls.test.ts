import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { checkReceipt, filingLimits } from '@madoguchi/filing'
import type { Procedure } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import { type ApiValue, apiPath } from '../shell/operation.ts'
import { signBy, signerAttributes } from '../testing/signed-pdf.fixture.ts'
import { type Answered, type ApiClient, enter, envOf, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { findFile, noteFiled, papers, publishOnline, sealEvent, tellEvent } from '../testing/test-apply.fixture.ts'
import { logInByPage, makeBrowser } from '../testing/test-browser.fixture.ts'
import { dog, owner } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { applyLimits } from './limits.ts'

let world: TestPortal
before(async () => {
  const byCard = [{ who: '飼い主', how: 'by-hand' as const }]
  const change = (one: Procedure): Procedure => (one.id === 'dog-registration' ? { ...one, signers: byCard } : one)
  world = await openTestPortal({ procedures: loadProcedures().map(change) })
  await publishOnline(world)
})
after(() => world[Symbol.asyncDispose]())

/** A draft that is whole, filled in by calls. */
async function fillDogs(client: ApiClient): Promise<string> {
  const { body } = await client.call('POST', '/drafts', { municipality: '482013', procedure: 'dog-registration' })
  const draft = `/drafts/${body.draft}`
  const { pages } = await client.read('Draft', draft)
  await client.call('POST', `${draft}/pages/owner`, { seen: pages[0]?.places[0]?.seen, entries: owner })
  await client.call('POST', `${draft}/pages/dogs/items`, { entries: dog('ポチ') })
  return draft
}

async function fetchBytes(client: ApiClient, path: string): Promise<Uint8Array> {
  const headers = { authorization: `Bearer ${client.token}` }
  const response = await world.portal.fetch(
    new Request(`${testOrigin}${apiPath}${path}`, { headers }),
    envOf(undefined),
  )
  assert.equal(response.status, 200)
  return new Uint8Array(await response.arrayBuffer())
}

/** A form with one file, as a program sends it. */
async function upload(client: ApiClient, path: string, bytes: Uint8Array, name = '証明書.pdf'): Promise<Answered> {
  const form = new FormData()
  form.append('attachment', new File([new Uint8Array(bytes)], name))
  const encoded = new Response(form)
  const headers = {
    accept: 'application/json',
    'content-type': encoded.headers.get('content-type') ?? '',
    ...(client.token === undefined ? {} : { authorization: `Bearer ${client.token}` }),
  }
  const request = new Request(`${testOrigin}${apiPath}${path}`, {
    method: 'POST',
    headers,
    body: await encoded.arrayBuffer(),
  })
  const response = await world.portal.fetch(request, envOf(undefined))
  return { status: response.status, body: (await response.json()) as Answered['body'] }
}

async function sign(form: Uint8Array, change = {}): Promise<Uint8Array> {
  const card = await world.signing.issue({ profile: 'signing', attributes: { ...signerAttributes, ...change } })
  return signBy(card, { pdf: form, at: world.clock.now() })
}

/** With a paper, the form made and signed. */
async function prepare(client: ApiClient) {
  const draft = await fillDogs(client)
  await upload(client, `${draft}/papers`, papers.pdf)
  await client.call('POST', `${draft}/filing`)
  const form = await fetchBytes(client, `${draft}/filing/form.pdf`)
  const { status, body } = await upload(client, `${draft}/filing/signed`, await sign(form))
  assert.equal(status, 200, JSON.stringify(body))
  return { draft, form, prepared: body as ApiValue<'PreparedFiling'> }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')

test('a program adds papers, has the form signed, sends it, and reads each event of the case, to a receipt that holds without us', async () => {
  const client = await enter(world, await world.makePerson('台本で申請'))
  const draft = await fillDogs(client)
  const first = await upload(client, `${draft}/papers`, papers.pdf)
  assert.deepEqual([first.status, first.body.name, first.body.sha256], [201, '証明書.pdf', digest(papers.pdf)])
  const second = await upload(client, `${draft}/papers`, papers.pdf, 'いらない.pdf')
  const photo = await upload(client, `${draft}/papers/${first.body.paper}`, papers.jpeg, '写真.jpg')
  assert.deepEqual([photo.status, photo.body.paper, photo.body.mediaType], [200, first.body.paper, 'image/jpeg'])
  assert.equal((await client.call('DELETE', `${draft}/papers/${second.body.paper}`)).status, 204)
  const listed = await client.read('DraftPapers', `${draft}/papers`)
  assert.deepEqual(listed.papers, [photo.body])
  assert.deepEqual([listed.signedBy, listed.papersMax], ['card', 20])
  assert.equal((await client.call('GET', `${draft}/filing`)).body.code, 'FILING_CHANGED', 'it is made by a POST')
  const made = (await client.call('POST', `${draft}/filing`)).body as ApiValue<'PreparedFiling'>
  assert.deepEqual([made.toSend, made.signed, made.papers], [null, null, listed.papers])
  assert.deepEqual(await client.read('PreparedFiling', `${draft}/filing`), made, 'made twice it is one')
  const form = await fetchBytes(client, `${draft}/filing/form.pdf`)
  assert.equal(digest(form), made.form.sha256)
  const early = await client.call('POST', `${draft}/filing/send`, { sha256: made.form.sha256 })
  assert.deepEqual([early.status, early.body.code], [409, 'FILING_UNSIGNED'])
  const pdf = await sign(form, { name: '高橋　太郎', nameSubstitute: '00000' })
  const signed = (await upload(client, `${draft}/filing/signed`, pdf)).body as ApiValue<'PreparedFiling'>
  assert.deepEqual(
    [signed.toSend, signed.signed?.signer.name, signed.signed?.isOther],
    [digest(pdf), '高橋　太郎', true],
  )
  assert.ok(signed.signed?.compared.some(({ attribute, is }) => attribute === 'name' && is === 'other'))
  const sent = await client.call('POST', `${draft}/filing/send`, { sha256: signed.toSend })
  assert.deepEqual([sent.status, sent.body.number, sent.body.state], [201, made.number, 'sent'])
  await world.settle()
  const file = findFile(world)
  const { filing } = file.body
  await noteFiled(world, filing)
  const at = world.clock.now().toISOString()
  const parts = [
    { name: 'form.pdf', sizeBytes: pdf.length, sha256: digest(pdf) },
    { name: '写真.jpg', sizeBytes: papers.jpeg.length, sha256: digest(papers.jpeg) },
  ]
  const receipt = { filedAt: at, takenAt: at, parts, signature: 'good' as const }
  const taken = await sealEvent(world, file, { number: 0, event: { what: 'taken', receipt } })
  await tellEvent(world, file, taken)
  const decision = { outcome: 'rejected' as const, reason: '期限を過ぎています。', review: '3か月以内です。' }
  await tellEvent(
    world,
    file,
    await sealEvent(world, file, { number: 1, before: taken, event: { what: 'decided', decision } }),
  )
  const { filings } = await client.read('Filings', '/filings')
  assert.deepEqual(
    filings.map((one) => [one.filing, one.state, one.label, one.about?.municipalityName]),
    [[filing, 'filed', '決まりました', 'みほん市']],
  )
  const whole = await client.read('Filing', `/filings/${filing}`)
  assert.deepEqual([whole.isWhole, whole.receipt, whole.takenAt], [true, receipt, at])
  assert.deepEqual(
    whole.events.map(({ what }) => what),
    ['taken', 'decided'],
  )
  assert.equal(whole.events[1]?.decision?.reason, '期限を過ぎています。')
  assert.deepEqual(
    whole.parts.map(({ sha256 }) => sha256),
    [digest(pdf), digest(papers.jpeg)],
  )
  const checked = await checkReceipt(await fetchBytes(client, `/filings/${filing}/receipt.json`), {
    pinnedKey: world.pinnedKey,
  })
  assert.ok(checked.ok && checked.value.number === made.number)
  const paper = await fetchBytes(client, `/filings/${filing}/receipt.pdf`)
  assert.equal(Buffer.from(paper).toString('latin1', 0, 5), '%PDF-')
})

test('what a program saw is what is sent: where something else stands it is told, and nothing leaves', async () => {
  const card = await world.makePerson('見たものを')
  const client = await enter(world, card)
  const { draft, prepared } = await prepare(client)
  const browser = makeBrowser(world)
  await logInByPage(browser, card)
  const page = draft.replace('/drafts', '/fill')
  await browser.sendFiles(`${page}/files`, 'attachment', [['写真.jpg', papers.jpeg]])
  const gone = await client.call('POST', `${draft}/filing/send`, { sha256: prepared.toSend })
  assert.deepEqual([gone.status, gone.body.code, gone.body.now], [409, 'FILING_CHANGED', null])
  await client.call('POST', `${draft}/filing`)
  const form = await fetchBytes(client, `${draft}/filing/form.pdf`)
  const signed = (await upload(client, `${draft}/filing/signed`, await sign(form))).body as ApiValue<'PreparedFiling'>
  const late = await client.call('POST', `${draft}/filing/send`, { sha256: prepared.toSend })
  assert.deepEqual([late.status, late.body.code, late.body.now], [409, 'FILING_CHANGED', signed])
  const count = () => world.peers.seen.filter(({ name }) => name === 'file').length
  const before = count()
  const send = () => client.call('POST', `${draft}/filing/send`, { sha256: signed.toSend })
  const all = await Promise.all([send(), send(), send()])
  const again = await send()
  assert.deepEqual(
    [...all, again].map(({ status }) => status),
    [201, 201, 201, 201],
  )
  assert.equal(new Set([...all, again].map(({ body }) => body.filing)).size, 1)
  await world.settle()
  assert.equal(count(), before + 1)
  const other = await client.call('POST', `${draft}/filing/send`, { sha256: prepared.toSend })
  assert.deepEqual(
    [other.status, other.body.code],
    [409, 'FILING_UNFINISHED'],
    'another form than the one that was sent',
  )
})

test('what is refused is refused with why, and nothing is lost: other files, too large, too many, other forms, no signature', async () => {
  const client = await enter(world, await world.makePerson('だめなもの'))
  const { draft, form, prepared } = await prepare(client)
  const give = async (bytes: Uint8Array) => (await upload(client, `${draft}/papers`, bytes)).body
  const whyOf = ({ code, facts }: Answered['body']) => [code, (facts as { why?: string }).why]
  assert.deepEqual(whyOf(await give(papers.html)), ['PAPER_REFUSED', 'type'])
  assert.equal((await give(new Uint8Array())).code, 'BODY_MALFORMED', 'a file without a byte is none')
  assert.deepEqual(whyOf(await give(new Uint8Array(filingLimits.partSizeBytesMax + 1))), ['PAPER_REFUSED', 'part-size'])
  assert.equal((await give(new Uint8Array(filingLimits.partSizeBytesMax + 128 * 1024))).code, 'BODY_TOO_LARGE')
  assert.equal(
    (await upload(client, `${draft}/papers/att_${'A'.repeat(22)}`, papers.pdf)).body.code,
    'ATTACHMENT_UNKNOWN',
  )
  const json = await client.call('POST', `${draft}/papers`, { attachment: 'x' })
  assert.equal(json.body.code, 'BODY_MALFORMED')
  const signed = async (bytes: Uint8Array) => whyOf((await upload(client, `${draft}/filing/signed`, bytes)).body)
  assert.deepEqual(await signed(form), ['SIGNED_FORM_REFUSED', 'unsigned'])
  assert.deepEqual(await signed(papers.pdf), ['SIGNED_FORM_REFUSED', 'other'])
  const stranger = await world.trust.issue({ profile: 'signing', attributes: signerAttributes })
  const forged = await upload(client, `${draft}/filing/signed`, signBy(stranger, { pdf: form, at: world.clock.now() }))
  assert.deepEqual([forged.status, ...whyOf(forged.body)], [422, 'SIGNED_FORM_REFUSED', 'signature'])
  assert.deepEqual(await client.read('PreparedFiling', `${draft}/filing`), prepared)
  const half = await client.call('POST', '/drafts', { municipality: '482013', procedure: 'dog-registration' })
  assert.equal((await client.call('POST', `/drafts/${half.body.draft}/filing`)).body.code, 'FILING_UNFINISHED')
  let tries = 0
  while (tries < applyLimits['files-by-account'].most && (await give(papers.html)).code !== 'TOO_MANY') tries += 1
  assert.equal((await give(papers.pdf)).code, 'TOO_MANY')
})

test('a draft or a filing of somebody else is not there, whatever is asked of it, and nothing is without a session', async () => {
  const victim = await enter(world, await world.makePerson('持ち主'))
  const { draft, prepared } = await prepare(victim)
  const { body } = await victim.call('POST', `${draft}/filing/send`, { sha256: prepared.toSend })
  const second = await prepare(victim)
  const filing = `/filings/${body.filing}`
  const calls = [
    ['GET', `${second.draft}/papers`, 'DRAFT_UNKNOWN'],
    ['DELETE', `${second.draft}/papers/${second.prepared.papers[0]?.paper}`, 'DRAFT_UNKNOWN'],
    ['POST', `${second.draft}/filing`, 'DRAFT_UNKNOWN'],
    ['GET', `${second.draft}/filing`, 'DRAFT_UNKNOWN'],
    ['GET', `${second.draft}/filing/form.pdf`, 'DRAFT_UNKNOWN'],
    ['POST', `${second.draft}/filing/send`, 'DRAFT_UNKNOWN', { sha256: second.prepared.toSend }],
    ['GET', filing, 'FILING_NOT_THERE'],
    ['POST', `${filing}/again`, 'FILING_NOT_THERE'],
    ['GET', `${filing}/receipt.pdf`, 'FILING_NOT_THERE'],
    ['GET', `${filing}/receipt.json`, 'FILING_NOT_THERE'],
  ] as const
  const thief = await enter(world, await world.makePerson('よその人'))
  for (const [method, path, code, given] of calls) {
    const answered = await thief.call(method, path, given)
    assert.deepEqual([answered.status, answered.body.code], [404, code], `${method} ${path}`)
    assert.equal((await makeApiClient(world).call(method, path, given)).body.code, 'SESSION_NONE', path)
  }
  for (const path of [`${second.draft}/papers`, `${second.draft}/filing/signed`]) {
    assert.equal((await upload(thief, path, papers.pdf)).body.code, 'DRAFT_UNKNOWN')
    assert.equal((await upload(makeApiClient(world), path, papers.pdf)).body.code, 'SESSION_NONE')
  }
  assert.deepEqual((await thief.read('Filings', '/filings')).filings, [])
  assert.deepEqual(await victim.read('PreparedFiling', `${second.draft}/filing`), second.prepared)
})
