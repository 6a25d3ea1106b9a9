import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Bytes, dayMs, systemRandom } from '@madoguchi/kit'
import { prepareSignature, requestTimeStamp } from '@madoguchi/pades'
import { type Authority, makeHeavyXref, openAuthority, plainPdf } from '@madoguchi/pades/testing'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import { HtmlValidate } from 'html-validate'
import { signerAttributes as attributes, signBy } from '../testing/signed-pdf.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { makeTrust, type TestCard } from '../testing/test-trust.fixture.ts'

let world: TestPortal
let card: TestCard
before(async () => {
  world = await openTestPortal()
  card = await world.signing.issue({ profile: 'signing', attributes })
})
after(() => world[Symbol.asyncDispose]())

function signPdf(pdf: Bytes, by: TestCard, reason?: string): Bytes {
  return signBy(by, { pdf, at: world.clock.now(), ...(reason === undefined ? {} : { reason }) })
}

/** The same with a time stamp of the authority at `url`. */
async function signWithStamp(url: string, { certificate, privateKey } = card): Promise<Bytes> {
  const prepared = prepareSignature({ pdf: plainPdf, at: world.clock.now() })
  assert.ok(prepared.ok)
  const signature = new Uint8Array(sign('sha256', prepared.value.composeSignedAttributes(certificate.der), privateKey))
  const token = await requestTimeStamp({ url, fetch, signature, random: systemRandom })
  assert.ok(token.ok)
  return prepared.value.assemble({ certificate: certificate.der, signature, timeStampToken: token.value })
}

async function verify(pdf: Bytes, at = world) {
  const { status, text } = await makeBrowser(at).sendFile('/card/verify', 'document', pdf)
  const main = /<main.*<\/main>/s.exec(text)?.[0] ?? ''
  return { status, text, words: main.replace(/<svg.*?<\/svg>|<[^>]+>/gs, ' ').replace(/[ \n]+/g, ' ') }
}

test('a signed document: unchanged, by whom, with the substitute character marked, by a certificate in force', async () => {
  const { status, text, words } = await verify(signPdf(plainPdf, card))
  assert.equal(status, 200)
  assert.match(
    words,
    /署名は正しく、文書が変えられたようすはありません.*〔高〕橋　花子.*架空県見本市.*1990年4月1日.*女/,
  )
  assert.match(words, /失効していません.*証明はありません.*代替文字/)
  const { results } = await new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: { 'no-autofocus': 'off', 'attr-spacing': 'off', 'require-sri': 'off', 'long-title': 'off' },
  }).validateString(text)
  assert.deepEqual(
    results.flatMap(({ messages }) => messages.map(({ message }) => message)),
    [],
  )
})

test('a changed byte is caught, and the name of whoever is said to have signed is not shown', async () => {
  const pdf = signPdf(plainPdf, card)
  const at = Buffer.from(pdf).indexOf('200 200')
  pdf[at] = 0x33
  const { words } = await verify(pdf)
  assert.match(words, /この署名は信じられません.*署名のあとで変えられています/)
  assert.doesNotMatch(words, /花子/)
})

test('what a signer wrote turns nothing round on the page, hides nothing, and is not endless', async () => {
  const { text, words } = await verify(signPdf(plainPdf, card, `\u202e同意\u2066\u0007します\u3164${'あ'.repeat(900)}`))
  assert.match(words, /署名した人が書いた理由 同意 します あ{190,200}… /)
  assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Bidi_Control}\u2066\u3164]/u)
})

test('of two signatures each is told by itself', async () => {
  const other = await world.signing.issue({ profile: 'signing', attributes: { ...attributes, name: '見本　次郎' } })
  const { words } = await verify(signPdf(signPdf(plainPdf, card), other))
  assert.match(
    words,
    /署名が2つ.*1つ目.*花子.*文書の中身が変わったようすはありません.*別の署名\(見える印影はありません\).*2つ目.*次郎/,
  )
})

test('a signer whom nobody vouches for is nobody, whatever name the certificate claims', async () => {
  const forger = await makeTrust(world.clock, 'signing')
  const { words } = await verify(signPdf(plainPdf, await forger.issue({ profile: 'signing', attributes })))
  assert.match(words, /ここでは確かめられません.*署名した人は出しません/)
  assert.doesNotMatch(words, /花子/)
})

test('a certificate that was revoked is told, once the list says so, and that no time stamp tells which came first', async () => {
  const lost = await world.signing.issue({ profile: 'signing', attributes })
  world.signing.revoke(lost)
  world.clock.advance(dayMs / 2)
  const { words } = await verify(signPdf(plainPdf, lost))
  assert.match(words, /ここでは確かめられません.*失効しています。時刻の証明がないので/)
})

/** A portal that believes what this authority says of time. */
async function openBelieving(authority: Authority): Promise<TestPortal> {
  const certificate = parseCertificate(authority.certificate)
  assert.ok(certificate.ok)
  const pinned = pinAnchor('time', certificate.value)
  assert.ok(pinned.ok)
  return openTestPortal({ timeStamps: [pinned.value] })
}

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed'
test('a time stamp proves its time where the operator named its authority, and nowhere else', { skip }, async () => {
  await using named = await openAuthority()
  await using other = await openAuthority()
  await using believing = await openBelieving(named)
  const stamped = await signWithStamp(named.url)
  assert.match((await verify(stamped, believing)).words, /時刻の証明つき/)
  const unknown = /時刻の証明はありますが、その発行元を確かめられません/
  assert.match((await verify(stamped)).words, unknown)
  assert.match((await verify(await signWithStamp(other.url), believing)).words, unknown)
})

test('who signed with a time stamp and moved afterwards signed all the same; whose key was known to others may not have', {
  skip,
}, async () => {
  await using authority = await openAuthority()
  await using believing = await openBelieving(authority)
  const issue = () => believing.signing.issue({ profile: 'signing', attributes, validForMs: 3_000 * dayMs })
  const [moved, robbed, early] = [await issue(), await issue(), await issue()]
  const [ofMoved, ofRobbed] = [await signWithStamp(authority.url, moved), await signWithStamp(authority.url, robbed)]
  believing.signing.revoke(early, 'affiliationChanged')
  // The authority knows no other time than the true one.
  believing.clock.advance(Date.now() - believing.clock.now().getTime() + 10 * dayMs)
  believing.signing.revoke(moved, 'affiliationChanged')
  believing.signing.revoke(robbed, 'keyCompromise')
  believing.clock.advance(dayMs)
  const later = /署名は正しく.*花子.*に失効していますが、署名はその前のものです.*時刻の証明つき/
  assert.match((await verify(ofMoved, believing)).words, later)
  const { words } = await verify(ofRobbed, believing)
  assert.match(words, /ここでは確かめられません.*鍵がほかの人に知られたとして失効しています.*意味ではありません/)
  const before = await verify(await signWithStamp(authority.url, early), believing)
  assert.match(before.words, /この署名は信じられません.*署名より前に、電子証明書が失効しています/)
})

test('what is no signed PDF gets a plain sentence: none chosen, no PDF, no signature, too large', async () => {
  assert.match((await makeBrowser(world).post('/card/verify', {})).text, /文書を選びます/)
  const noPdf = await verify(new TextEncoder().encode('<script>alert(1)</script>'))
  assert.deepEqual([noPdf.status, /PDFとして読めませんでした/.test(noPdf.words)], [422, true])
  assert.match((await verify(plainPdf)).words, /署名がありません/)
  for (const [path, sizeBytes] of [
    ['/card/verify', 22 * 1024 * 1024],
    ['/card/look', 70_000],
  ] as const)
    assert.equal((await makeBrowser(world).post(path, { a: 'x'.repeat(sizeBytes) })).status, 413, path)
})

test('a document that is encrypted, or made in a way that we cannot read, is not called broken', async () => {
  const trailer = (text: string) => Buffer.from(plainPdf).toString('latin1').replace('/Root 1 0 R', text)
  const encrypted = await verify(Buffer.from(trailer('/Root 1 0 R/Encrypt<</Filter/Standard>>'), 'latin1'))
  assert.match(
    encrypted.words,
    /ここでは確かめられません.*暗号化された文書です。こわれている、または変えられているという意味ではありません/,
  )
  const strange = await verify(Buffer.from(trailer('/Root 2 0 R'), 'latin1'))
  assert.match(strange.words, /ここでは確かめられません.*つくりを、ここでは読めませんでした.*意味ではありません/)
  assert.deepEqual([encrypted.status, strange.status], [422, 422])
})

test('a document that costs too much to look at is not called broken', async () => {
  const { status, words } = await verify(makeHeavyXref({ signatures: 64, inflatedBytes: 40 * 1024 * 1024 }))
  assert.equal(status, 422)
  assert.match(words, /ここでは確かめられません.*複雑すぎて、ここでは調べきれませんでした.*意味ではありません/)
})

test('when as many documents as may wait do, the next one is asked to come back, and those who waited are served', async () => {
  const { signatures, inflatedBytes } = { signatures: 64, inflatedBytes: 10 * 1024 * 1024 }
  const heavy = makeHeavyXref({ signatures, inflatedBytes })
  const replies = await Promise.all(Array.from({ length: 7 }, () => verify(heavy)))
  const refused = replies.filter(({ status }) => status === 503)
  assert.equal(refused.length, 1)
  assert.match(refused[0]?.words ?? '', /ほかの文書を確かめています。少し待って/)
  for (const { words } of replies.filter(({ status }) => status === 200)) assert.match(words, /署名が64/)
  assert.equal(replies.filter(({ status }) => status === 200).length, 6)
})
