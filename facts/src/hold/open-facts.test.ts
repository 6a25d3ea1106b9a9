import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { base64url, concat, makeTestClock, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import type { EditionDocument } from '../edition/edition-schema.ts'
import { readSandboxFacts } from '../sandbox.ts'
import { openFacts } from './open-facts.ts'
import type { FactsDocument } from './signed-facts.ts'
import { factsSizeBytesMax, readFacts, signFacts } from './signed-facts.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const pinnedKey = createPublicKey(privateKey)
const data = readSandboxFacts()
const network = 'test-net'
const issuedAt = '2026-11-22T00:00:00.000Z'

function edition(version: number, countsFrom = '2026-01-01', changes: Partial<EditionDocument> = {}): EditionDocument {
  return { version, countsFrom, withdrawn: [], data, ...changes }
}

function file(...editions: EditionDocument[]): Uint8Array {
  return signFacts({ network, issuedAt, editions }, privateKey)
}

function open(bytes: Uint8Array, clock = makeTestClock('2026-11-22T03:00:00Z')) {
  return openFacts({ bytes, pinnedKey, clock, network })
}

/** Signed by the pinned key, whatever stands in it. */
function signAnything(document: unknown): Uint8Array {
  const json = utf8.encode(JSON.stringify(document))
  const signature = new Uint8Array(sign(null, concat(utf8.encode('madoguchi/facts/1\n'), json), privateKey))
  return concat(utf8.encode(`${base64url.encode(signature)}\n`), json)
}

const withoutPlace = { ...data, municipalities: data.municipalities.slice(1) }

test('takes a newer version and the same file again, and finds the names of both', () => {
  const facts = open(file(edition(1)))
  assert.equal(facts.findType('local-tax')?.plainName, '所得と住民税')
  assert.deepEqual(facts.replace(file(edition(1))), { ok: true, value: 1 })
  const types = data.types.filter(({ id }) => id !== 'medication')
  const permissions = data.permissions.map((item) => ({
    ...item,
    providers: Object.fromEntries(
      Object.entries(item.providers)
        .map(([kind, ids]) => [kind, ids.filter((id) => id !== 'medication')] as const)
        .filter(([, ids]) => ids.length > 0),
    ),
  }))
  const next = edition(2, '2026-11-22', { data: { ...data, types, permissions } })
  assert.deepEqual(facts.replace(file(edition(1), next)), { ok: true, value: 2 })
  assert.equal(facts.version, 2)
  assert.ok(!facts.listTypes().some(({ id }) => id === 'medication'), 'nobody can ask for it any more')
  assert.ok(facts.findType('medication'), 'and what was asked can still be named')
  assert.ok(facts.findLayout('local-tax', '2025-06'))
  assert.equal(facts.findItems('74')[0]?.affair, 'child-allowance')
  assert.deepEqual(
    [facts.findItems('no'), facts.findType('constructor'), facts.findAffair('__proto__')],
    [[], undefined, undefined],
  )
})

test('a restart on the same file knows every version that the node had seen', () => {
  const bytes = file(edition(4), edition(5, '2026-11-22'), edition(7, '2026-12-01'))
  const facts = open(bytes)
  assert.deepEqual(
    [4, 5, 6, 7].map((version) => facts.findEdition(version)?.version),
    [4, 5, undefined, 7],
  )
  assert.equal(facts.editionAt(new Date('2026-11-21T03:00:00Z')).version, 4)
  assert.equal(facts.editionAt(new Date('2026-11-30T03:00:00Z')).version, 5)
  assert.equal(facts.editionAt(new Date('2026-12-01T03:00:00Z')).version, 7)
  assert.equal(facts.editionAt(new Date('2020-01-01T00:00:00Z')).version, 4, 'what came before is not kept')
})

test('a version that lies ahead counts on its day, and not because it is held', () => {
  const clock = makeTestClock('2026-11-22T03:00:00Z')
  const facts = open(file(edition(1), edition(2, '2026-12-01', { data: withoutPlace })), clock)
  assert.equal(facts.listMunicipalities().length, 5)
  clock.advance(9 * 86_400_000)
  assert.equal(facts.listMunicipalities().length, 4)
})

test('keeps what it holds when an older, rewritten, foreign, other network’s or broken file comes, each named', () => {
  const facts = open(file(edition(2), edition(3)))
  const codeOf = (bytes: Uint8Array) => {
    const taken = facts.replace(bytes)
    return taken.ok ? 'taken' : taken.code
  }
  const other = generateKeyPairSync('ed25519').privateKey
  const document: FactsDocument = { network, issuedAt, editions: [edition(4)] }
  assert.equal(codeOf(file(edition(2))), 'FACTS_OLDER')
  assert.equal(codeOf(file(edition(2), edition(3, '2026-02-01'))), 'FACTS_REWRITTEN')
  assert.equal(
    codeOf(file(edition(3, '2026-02-01'), edition(4, '2026-02-01'))),
    'FACTS_REWRITTEN',
    'nor an earlier one',
  )
  assert.equal(codeOf(signFacts(document, other)), 'FACTS_SIGNATURE')
  assert.equal(codeOf(signFacts({ ...document, network: 'another' }, privateKey)), 'FACTS_NETWORK')
  assert.equal(codeOf(signAnything({ ...document, editions: [] })), 'FACTS_MALFORMED')
  assert.equal(codeOf(new Uint8Array(0)), 'FACTS_MALFORMED')
  assert.deepEqual([facts.version, facts.findType('local-tax')?.id], [3, 'local-tax'])
  assert.equal(codeOf(file(edition(3), edition(4))), 'taken', 'an earlier version may be left out')
  assert.equal(facts.findEdition(2), undefined)
})

test('will not open with a first file that is refused, and will not sign what no node would take', () => {
  assert.throws(() => open(new Uint8Array(100)), { name: 'AppError', code: 'FACTS_MALFORMED' })
  assert.throws(() => openFacts({ bytes: file(edition(1)), pinnedKey, clock: makeTestClock(issuedAt), network: 'x' }), {
    code: 'FACTS_NETWORK',
  })
  const at = (editions: EditionDocument[]) => () => file(...editions)
  assert.throws(at([edition(2), edition(2)]), {
    code: 'FACTS_MALFORMED',
    facts: { at: 'editions.1.version is not above the one before' },
  })
  assert.throws(at([edition(1, '2026-02-01'), edition(2, '2026-01-31')]), { code: 'FACTS_MALFORMED' })
  const affairs = data.affairs.slice(1)
  assert.throws(
    at([edition(1, '2026-01-01', { data: { ...data, affairs } })]),
    /editions\.0\.data\.permissions\.\d+\.affair names what is not there/,
  )
})

test('a directory’s signature signs no facts: the context differs', () => {
  const json = utf8.encode(JSON.stringify({ network, issuedAt, editions: [edition(1)] }))
  const signature = new Uint8Array(sign(null, concat(utf8.encode('madoguchi/directory/1\n'), json), privateKey))
  const read = readFacts(concat(utf8.encode(`${base64url.encode(signature)}\n`), json), pinnedKey)
  assert.deepEqual(read, { ok: false, code: 'FACTS_SIGNATURE', facts: {} })
})

test('never throws on random bytes, on mutations of a valid file or on what the offline key signed by mistake', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
      assert.equal(readFacts(random, pinnedKey).ok, false)
    }),
  )
  const valid = file(edition(1))
  fc.assert(
    fc.property(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = valid.map((byte, i) => (i === at ? byte ^ change : byte))
      assert.equal(readFacts(changed, pinnedKey).ok, false)
    }),
    { numRuns: 100 },
  )
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(readFacts(signAnything(value), pinnedKey).ok, false)
      assert.equal(readFacts(signAnything({ network, issuedAt, editions: [value] }), pinnedKey).ok, false)
    }),
  )
  assert.equal(readFacts(new Uint8Array(factsSizeBytesMax + 1), pinnedKey).ok, false)
})
