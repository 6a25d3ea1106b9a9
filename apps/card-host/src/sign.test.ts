import assert from 'node:assert'
import { test } from 'node:test'
import { chunkSizeBytesMax } from '@madoguchi/card/protocol'
import {
  AppError,
  type Bytes,
  base64,
  concat,
  equalBytes,
  makeTestClock,
  no,
  ok,
  systemRandom,
  utf8,
} from '@madoguchi/kit'
import { verifySignedPdf } from '@madoguchi/pades'
import { openAuthority } from '@madoguchi/pades/testing'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import { makeSlot } from './testing/card-without-reader.fixture.ts'
import { issueCard } from './testing/issued-card.fixture.ts'
import { withHost } from './testing/speak.fixture.ts'

const file = await issueCard()
const at = new Date('2026-11-22T06:00:00Z')
const request = { mode: 'sandbox', origin: 'https://portal.example', pin: 'ＡＢＣ１２３', acceptLastTry: false }
const signer = {
  name: '見本　花子',
  address: '東京都架空区見本一丁目２番３号',
  birthDate: '1985-04-02',
  sex: '2',
  nameSubstitutes: '10000',
}

/** A document of more than one chunk. */
function makePdf(fillerLength: number): Bytes {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>>>',
    `<</Length ${fillerLength}>>\nstream\n${' '.repeat(fillerLength)}\nendstream`,
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((body, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${offset.toString().padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  return utf8.encode(`${text}xref\n0 ${size}\n0000000000 65535 f \n${entries}${end}`)
}

type Ask = Parameters<Parameters<typeof withHost>[1]>[0]['ask']

async function hand(ask: Ask, pdf: Bytes): Promise<void> {
  for (let offset = 0; offset < pdf.length; offset += chunkSizeBytesMax) {
    const chunk = pdf.subarray(offset, offset + chunkSizeBytesMax)
    const taken = await ask('document', { chunk: base64.encode(chunk), sizeBytes: pdf.length })
    assert.deepEqual(taken, ok({ receivedBytes: offset + chunk.length }))
  }
}

async function fetchAll(ask: Ask): Promise<Bytes> {
  let bytes: Bytes = new Uint8Array()
  for (;;) {
    const part = await ask('fetch', { offset: bytes.length })
    assert(part.ok)
    bytes = concat(bytes, base64.decode(part.value.chunk))
    if (part.value.isLast) return bytes
  }
}

test('a citizen signs a document of three chunks: its own bytes first, a signature that holds, and who signed', async () => {
  const pdf = makePdf(2.5 * chunkSizeBytesMax)
  const { slot, sent, commands } = makeSlot(file)
  await withHost({ slot }, async ({ ask }) => {
    await hand(ask, pdf)
    const signed = await ask('sign', request)
    assert(signed.ok, signed.ok ? '' : signed.code)
    assert.deepEqual(signed.value.signer, signer)
    assert.equal(sent.at(-1), 'power-off')
    const blocks = [file.authentication.certificate, file.signing?.certificate ?? ''].map((certificate) =>
      Math.ceil(base64.decode(certificate).length / 256),
    )
    // SELECT, both certificates, tries, VERIFY, one signature.
    assert.equal(commands().length, 4 + blocks.reduce((sum, count) => sum + count, 0))
    const bytes = await fetchAll(ask)
    assert.equal(bytes.length, signed.value.sizeBytes)
    assert(equalBytes(bytes.subarray(0, pdf.length), pdf))
    const ca = parseCertificate(base64.decode(file.signing?.caCertificate ?? ''))
    assert(ca.ok)
    const anchor = pinAnchor('the CA of the test', ca.value)
    assert(anchor.ok)
    const verified = await verifySignedPdf(bytes, { anchors: [anchor.value], at })
    assert(verified.ok)
    assert.deepEqual(
      verified.value.map(({ isGood }) => isGood),
      [true],
    )
    bytes[pdf.length - 200] = 0x41
    const changed = await verifySignedPdf(bytes, { anchors: [anchor.value], at })
    assert(!changed.ok || changed.value.every(({ isGood }) => !isGood))
  })
})

test('where an authority was named, the window says which, the time of the signature is proved, and the card is off by then', async () => {
  await using authority = await openAuthority()
  const { slot, sent } = makeSlot(file)
  let sentBefore: readonly string[] = []
  const asking: typeof fetch = (input, init) => {
    sentBefore = [...sent]
    return fetch(input, init)
  }
  const stamping = { url: authority.url, fetch: asking, random: systemRandom }
  await withHost({ slot, stamping }, async ({ ask }) => {
    const pdf = makePdf(10)
    await hand(ask, pdf)
    const seen = await ask('look', { secret: 'signing', mode: 'sandbox' })
    assert.equal(seen.ok && seen.value.timeStampAuthority, new URL(authority.url).host)
    const other = await ask('look', { secret: 'authentication', mode: 'sandbox' })
    assert.equal(other.ok && other.value.timeStampAuthority, undefined)
    assert((await ask('sign', request)).ok)
    assert.equal(sentBefore.at(-1), 'power-off')
    const [ca, tsa] = [base64.decode(file.signing?.caCertificate ?? ''), authority.certificate].map((der) => {
      const read = parseCertificate(der)
      const anchor = read.ok ? pinAnchor('the CA of the test', read.value) : read
      return anchor.ok ? anchor.value : assert.fail()
    })
    assert(ca !== undefined && tsa !== undefined)
    const verified = await verifySignedPdf(await fetchAll(ask), { anchors: [ca], timeStampAnchors: [tsa], at })
    const report = verified.ok ? verified.value[0] : undefined
    assert(report?.isGood && report.timeStamp?.ok && report.timeStamp.value.trust.ok)
  })
})

test('an authority that is away, refuses or talks nonsense: no document goes out, and the next entry may try again', async () => {
  await using authority = await openAuthority()
  const { slot, sent } = makeSlot(file)
  const stamping = { url: authority.url, fetch, random: systemRandom }
  await withHost({ slot, stamping }, async ({ ask }) => {
    await hand(ask, makePdf(10))
    for (const [status, body, reason] of [
      [503, 'away', 'TIME_STAMP_UNREACHABLE'],
      [200, 'nonsense', 'TIME_STAMP_MALFORMED'],
    ] as const) {
      authority.replaceAnswer(() => ({ status, body: utf8.encode(body) }))
      assert.deepEqual(await ask('sign', request), no('TIME_STAMP_FAILED', { reason }))
      assert.deepEqual(await ask('fetch', { offset: 0 }), no('REQUEST_MALFORMED', { reason: 'nothing to fetch' }))
    }
    authority.replaceAnswer(undefined)
    assert((await ask('sign', request)).ok)
  })
  await withHost({ slot, stamping: { ...stamping, url: 'no address' } }, async ({ ask }) => {
    await hand(ask, makePdf(10))
    assert((await ask('look', { secret: 'authentication', mode: 'sandbox' })).ok)
    sent.length = 0
    const refused = no('TIME_STAMP_FAILED', { reason: 'TIME_STAMP_ADDRESS' })
    assert.deepEqual(
      await ask('look', { secret: 'signing', mode: 'sandbox' }),
      refused,
      'before the password is asked for',
    )
    assert.deepEqual(await ask('sign', request), refused)
    assert.deepEqual(sent, [])
  })
})

test('a certificate that has ended, or not begun, signs nothing: the key is never used', async () => {
  for (const now of ['2036-01-01T00:00:01Z', '2025-12-31T23:59:59Z']) {
    const { slot, commands } = makeSlot(file)
    await withHost({ slot, clock: makeTestClock(now) }, async ({ ask }) => {
      await hand(ask, makePdf(10))
      assert.deepEqual(await ask('sign', request), no('CARD_CERTIFICATE_REFUSED', { reason: 'time' }))
    })
    assert(!commands().some((each) => each.startsWith('802a')))
  }
})

test('a wrong password leaves the document where it is: the next entry signs it', async () => {
  const { slot } = makeSlot(file)
  await withHost({ slot }, async ({ ask }) => {
    await hand(ask, makePdf(10))
    const wrong = await ask('sign', { ...request, pin: 'WRONG1' })
    assert.deepEqual(wrong, no('CARD_PIN_WRONG', { triesBefore: 5, triesLeft: 4 }))
    assert.deepEqual(await ask('fetch', { offset: 0 }), no('REQUEST_MALFORMED', { reason: 'nothing to fetch' }))
    assert((await ask('sign', request)).ok)
  })
})

test('what is no document, not whole, or from a strange origin is refused before the card is touched', async () => {
  const { slot, sent } = makeSlot(file)
  await withHost({ slot }, async ({ ask }) => {
    assert.deepEqual(await ask('sign', request), no('REQUEST_MALFORMED', { reason: 'document' }))
    await hand(ask, utf8.encode('no PDF at all'))
    const refused = await ask('sign', request)
    assert.equal(refused.ok ? '' : refused.code, 'DOCUMENT_MALFORMED')
    const chunk = base64.encode(new Uint8Array(10))
    assert((await ask('document', { chunk, sizeBytes: 15 })).ok)
    assert.equal((await ask('sign', request)).ok, false)
    for (const sizeBytes of [15, 16]) {
      assert.deepEqual(await ask('document', { chunk, sizeBytes }), no('REQUEST_MALFORMED', { reason: 'chunk' }))
      assert((await ask('document', { chunk, sizeBytes: 15 })).ok)
    }
    assert.deepEqual(await ask('sign', { ...request, origin: 'null' }), no('CARD_ORIGIN_REFUSED'))
    assert.deepEqual(sent, [])
  })
})

test('a real card signs nothing in the sandbox, a child’s card has nothing to sign with, a card pulled out is said so', async () => {
  const rows = [
    [await issueCard('JPKI'), undefined, 'CARD_REAL_IN_SANDBOX'],
    [{ ...file, signing: null }, undefined, 'CARD_NO_SUCH_PIN'],
    [file, '802a', 'CARD_REMOVED'],
  ] as const
  for (const [card, pulledAt, code] of rows) {
    const { slot, commands } = makeSlot(card, (command) => {
      if (pulledAt !== undefined && command.startsWith(pulledAt)) throw new AppError('CARD_REMOVED', 'gone')
    })
    await withHost({ slot }, async ({ ask }) => {
      await hand(ask, makePdf(10))
      const refused = await ask('sign', request)
      assert.equal(refused.ok ? '' : refused.code, code)
      if (pulledAt === undefined) assert(!commands().some((each) => each.startsWith('0020') && each.length > 8))
    })
  }
})
