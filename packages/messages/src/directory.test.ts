import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { base64url, dayMs, hex, utf8 } from '@madoguchi/kit'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { DirectoryDocument } from './directory.ts'
import { openDirectory, readDirectory, signDirectory } from './directory.ts'
import { keyIdOf, publicBytesOf } from './keys.ts'
import { makeKeyOfSeed, openSampleNetwork, sampleAt, sampleDocument, sampleKey } from './sample-network.fixture.ts'

type Vectors = {
  at: string
  seed: string
  publicKey: string
  accepted: { comment: string; file: string }[]
  refused: { comment: string; code: string; file: string }[]
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/directories.json', import.meta.url), 'utf8'),
) as Vectors

const { offlineKey, pinnedKey } = openSampleNetwork()
const file = (changes: Partial<DirectoryDocument> = {}) => signDirectory(sampleDocument(changes), offlineKey)
const codeOf = (verdict: ReturnType<typeof readDirectory>) => (verdict.ok ? 'accepted' : verdict.code)

test('takes and refuses the directory files of the vectors', () => {
  const { privateKey } = makeKeyOfSeed(hex.decode(vectors.seed))
  assert.equal(hex.encode(publicBytesOf(privateKey)), vectors.publicKey)
  const pinned = createPublicKey(privateKey)
  const read = (text: string) => readDirectory(utf8.encode(text), pinned, new Date(vectors.at))
  for (const { comment, file: text } of vectors.accepted) {
    const verdict = read(text)
    assert.ok(verdict.ok, comment)
    assert.equal(utf8.decode(signDirectory(verdict.value, privateKey)), text, comment)
  }
  for (const { comment, code, file: text } of vectors.refused) assert.equal(codeOf(read(text)), code, comment)
})

test('judges every directory of the vectors alike by zod and by JSON Schema, but for what only stands there twice', () => {
  const schema = readFileSync(new URL('../../../protocol/schemas/directory.json', import.meta.url), 'utf8')
  const matches = new Ajv2020().compile(JSON.parse(schema) as object)
  const documentOf = (text: string) => JSON.parse(text.slice(87)) as unknown
  for (const { comment, file: text } of vectors.accepted) assert.ok(matches(documentOf(text)), comment)
  const bySchema = vectors.refused.filter(({ comment }) => comment.startsWith('about: '))
  assert.ok(bySchema.length >= 10)
  for (const { comment, file: text } of bySchema) assert.ok(!matches(documentOf(text)), comment)
})

const about = { name: 'みほん市', kana: 'ミホンシ', headTitle: '市長' }

test('says how a party is called, also of one that left, and gives the id of whoever never said or never was there', () => {
  const [core, registry, portal, city, insurer] = sampleDocument().parties
  assert.ok(core && registry && portal && city && insurer)
  const { id, kind, keys } = insurer
  const left = {
    id,
    kind,
    leftOn: '2026-11-20',
    keys,
    about: { name: 'みほん健康保険組合', kana: 'ミホンケンコウホケンクミアイ' },
  }
  const document = sampleDocument({ parties: [core, registry, portal, { ...city, about }], former: [left] })
  const { directory } = openSampleNetwork(document)
  assert.deepEqual(directory.describeParty('mihon-shi'), { id: 'mihon-shi', ...about })
  assert.deepEqual(directory.describeParty('core'), { id: 'core', name: 'core' })
  assert.deepEqual(directory.describeParty('__proto__'), { id: '__proto__', name: '__proto__' })
  assert.deepEqual(directory.describeParty('mihon-kenpo'), { id: 'mihon-kenpo', ...left.about, leftOn: '2026-11-20' })
  assert.equal(directory.find('mihon-kenpo'), undefined, 'who left is asked nothing')
  assert.deepEqual(
    directory.providersOf('local-tax').map((party) => party.id),
    ['mihon-shi'],
  )
})

test('believes nothing that a party signs after it left, and still opens what it signed before', () => {
  const [core, ...others] = sampleDocument().parties
  assert.ok(core !== undefined)
  const [key] = core.keys
  assert.ok(key !== undefined)
  const former = [
    { id: core.id, kind: core.kind, leftOn: '2026-11-20', keys: [{ ...key, validUntil: '2026-11-20T03:00:00.000Z' }] },
  ]
  const { directory } = openSampleNetwork(sampleDocument({ parties: others, former }))
  const { keyId } = sampleKey('core')
  assert.equal(directory.findKey('core', keyId, sampleAt), undefined)
  assert.equal(directory.findKey('core', keyId, new Date('2026-11-20T02:59:59.999Z'))?.kind, 'core')
})

test('refuses who is here and gone at once, and a name with anything in it that nobody sees', () => {
  const [core, ...others] = sampleDocument().parties
  assert.ok(core !== undefined)
  const { id, kind } = core
  assert.throws(() => file({ former: [{ id, kind, leftOn: '2026-11-20', keys: [] }] }), /twice/)
  for (const name of [
    '',
    ' みほん市',
    'みほん市\u3000',
    'みほん\u200b市',
    '\u202eみほん市',
    'みほん\n市',
    'みほん\u{e0041}市',
    '\u3164',
  ])
    assert.throws(() => file({ parties: [{ ...core, about: { ...about, name } }, ...others] }), JSON.stringify(name))
})

test('finds parties, providers and keys', () => {
  const { directory } = openSampleNetwork()
  assert.equal(directory.find('core')?.kind, 'core')
  assert.equal(directory.find('nobody'), undefined)
  assert.equal(directory.find('__proto__'), undefined)
  assert.deepEqual(
    directory.ofKind('agency').map(({ id }) => id),
    ['mihon-shi', 'mihon-kenpo'],
  )
  assert.equal(directory.providersOf('local-tax').length, 2)
  assert.equal(directory.providersOf('pension-benefit').length, 0)
  const { keyId, privateKey } = sampleKey('core')
  assert.ok(directory.findKey('core', keyId, sampleAt)?.publicKey.equals(createPublicKey(privateKey)))
  assert.equal(directory.findKey('core', keyId, sampleAt)?.kind, 'core')
  assert.equal(directory.findKey('portal', keyId, sampleAt), undefined)
  assert.equal(directory.findKey('core', keyIdOf(new Uint8Array(32)), sampleAt), undefined)
})

test('will not sign what no node would take', () => {
  assert.throws(() => file({ version: 0 }))
  assert.throws(() => file({ expiresAt: 'tomorrow' }))
  assert.throws(() => signDirectory({ ...sampleDocument(), extra: 1 } as DirectoryDocument, offlineKey))
  const [core] = sampleDocument().parties
  assert.ok(core !== undefined)
  assert.throws(() => file({ parties: [core, core] }), /twice/)
})

test('will not open with a first file that is refused', () => {
  const open = (bytes: Uint8Array) => openDirectory({ bytes, pinnedKey, clock: { now: () => sampleAt } })
  assert.throws(() => open(new Uint8Array(100)), { name: 'AppError', code: 'DIRECTORY_MALFORMED' })
  assert.throws(() => open(file({ expiresAt: '2026-11-22T06:00:00.000Z' })), { code: 'DIRECTORY_EXPIRED' })
  const foreign = signDirectory(sampleDocument(), sampleKey('core').privateKey)
  assert.throws(() => open(foreign), { code: 'DIRECTORY_SIGNATURE' })
})

test('takes a newer version and the same file again', () => {
  const { directory } = openSampleNetwork(sampleDocument({ version: 3 }))
  assert.deepEqual(directory.replace(file({ version: 3 })), { ok: true, value: 3 })
  assert.deepEqual(directory.replace(file({ version: 4, parties: [] })), { ok: true, value: 4 })
  assert.equal(directory.version, 4)
  assert.equal(directory.find('core'), undefined)
  assert.equal(directory.findKey('core', sampleKey('core').keyId, sampleAt), undefined)
})

test('keeps what it holds when an older, altered, foreign, expired or broken file comes', () => {
  const { directory } = openSampleNetwork(sampleDocument({ version: 3 }))
  const replace = (bytes: Uint8Array) => {
    const verdict = directory.replace(bytes)
    return verdict.ok ? 'accepted' : verdict.code
  }
  assert.equal(replace(file({ version: 2 })), 'DIRECTORY_OLDER')
  assert.equal(replace(file({ version: 3, parties: [] })), 'DIRECTORY_OLDER', 'one version has one content')
  assert.equal(replace(file({ version: 4, network: 'another' })), 'DIRECTORY_MALFORMED')
  assert.equal(replace(file({ version: 4, expiresAt: '2026-11-22T06:00:00.000Z' })), 'DIRECTORY_EXPIRED')
  const foreign = signDirectory(sampleDocument({ version: 4 }), sampleKey('core').privateKey)
  assert.equal(replace(foreign), 'DIRECTORY_SIGNATURE')
  assert.equal(replace(new Uint8Array(0)), 'DIRECTORY_MALFORMED')
  assert.equal(directory.version, 3)
  assert.equal(directory.find('core')?.kind, 'core')
})

test('fails closed when the held directory expires, and lives again with the next one', () => {
  const { directory, clock } = openSampleNetwork()
  const { keyId } = sampleKey('core')
  assert.ok(directory.isLive(clock.now()))
  clock.advance(9 * dayMs)
  assert.ok(!directory.isLive(clock.now()))
  assert.equal(directory.findKey('core', keyId, clock.now()), undefined)
  assert.ok(directory.replace(file({ version: 2, expiresAt: '2027-01-01T00:00:00.000Z' })).ok)
  assert.ok(directory.isLive(clock.now()))
  assert.ok(directory.findKey('core', keyId, clock.now()) !== undefined)
})

test('never throws on random bytes or on mutations of a valid file, and takes none of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
      assert.equal(readDirectory(random, pinnedKey, sampleAt).ok, false)
    }),
  )
  const valid = file()
  fc.assert(
    fc.property(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = valid.map((byte, i) => (i === at ? byte ^ change : byte))
      assert.equal(readDirectory(changed, pinnedKey, sampleAt).ok, false)
    }),
    { numRuns: 300 },
  )
})

test('refuses a file beyond sixteen megabytes before it looks at it, and has room for a country of agencies with all that is said of them', () => {
  assert.equal(codeOf(readDirectory(new Uint8Array(16 * 1024 * 1024 + 1), pinnedKey, sampleAt)), 'DIRECTORY_MALFORMED')
  const line = 'あ'.repeat(30)
  const counter = { name: line, place: line, hours: line, phone: '000-0000-0000' }
  const contact = { section: line, postalAddress: line, phone: '000-0000-0000', hours: line, email: 'a@city.example' }
  const [party] = sampleDocument().parties
  const one = JSON.stringify({ ...party, about: { ...about, code: '9'.repeat(16), contact, counter } })
  assert.ok(utf8.encode(one).length * 10_000 < 16 * 1024 * 1024)
})

test('finds the party of a TLS key while key and directory live, and nobody for a stranger’s', () => {
  const spki = (byte: number) => base64url.encode(new Uint8Array(32).fill(byte))
  const life = { validFrom: '2026-11-01T00:00:00.000Z', validUntil: '2026-11-25T00:00:00.000Z' }
  const document = sampleDocument()
  const parties = document.parties.map((party, i) => ({ ...party, tlsKeys: [{ spkiSha256: spki(i), ...life }] }))
  const { directory, clock } = openSampleNetwork({ ...document, parties })
  assert.equal(directory.findTlsParty(spki(0), clock.now())?.id, 'core')
  assert.equal(directory.findTlsParty(spki(2), clock.now())?.id, 'portal')
  assert.equal(directory.findTlsParty(spki(9), clock.now()), undefined)
  assert.equal(directory.findTlsParty(spki(0), new Date('2026-10-31T23:59:59.999Z')), undefined, 'not yet')
  assert.equal(directory.findTlsParty(spki(0), new Date('2026-11-25T00:00:00.000Z')), undefined, 'no longer')
  assert.throws(
    () => file({ parties: parties.map((party) => ({ ...party, tlsKeys: [{ spkiSha256: spki(0), ...life }] })) }),
    /twice/,
  )
})
