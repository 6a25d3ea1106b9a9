import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, dayMs, hourMs, makeId, systemRandom } from '@madoguchi/kit'
import type { Draft } from '@madoguchi/messages'
import { parseCertificate } from '@madoguchi/pki'
import type { KeyPair } from '@madoguchi/pki/issue'
import { issueCertificate, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { createAuthorities, makeSerial, readAuthorities } from './authorities.ts'
import type { IssuedCard } from './issue-card.ts'
import type { TestRegistry } from './open-test-registry.fixture.ts'
import { openTestRegistry, presentCard, taro } from './open-test-registry.fixture.ts'

describe('a card shown to the registry', () => {
  let server: EmbeddedServer
  let net: TestRegistry
  let key: KeyPair
  let signingKey: KeyPair
  let card: IssuedCard

  before(async () => {
    server = await openTestServer()
    net = await openTestRegistry(server)
    ;[key, signingKey] = await Promise.all([makeRsaKeyPair(), makeRsaKeyPair()])
    card = await net.registry.issueCard({
      residentCode: taro.residentCode,
      authenticationKey: key.publicKey,
      signingKey: signingKey.publicKey,
    })
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const show = (options: Partial<Parameters<typeof presentCard>[0]> = {}) =>
    presentCard({
      certificate: card.authentication.certificate,
      privateKey: key.privateKey,
      at: net.test.clock.now(),
      ...options,
    })

  /** What became of it: `granted`, or why not. */
  async function outcomeOf(draft: Draft<'present-card'>, from: 'portal' | 'other-portal' = 'portal'): Promise<string> {
    await net.post(from, draft)
    const is = (item: { acquisition: string }) => item.acquisition === draft.body.acquisition
    const refused = net.peers[from]
      .take('acquisition-refused')
      .flatMap(({ body }) => body.items)
      .find(is)
    const granted = net.peers.core.take('assign-code').find(({ body }) => body.items.some(is))
    assert.ok((refused === undefined) !== (granted === undefined))
    return refused?.reason ?? 'granted'
  }

  it('makes a mandate of twelve hours for the portal that showed it, and names the person only to the core', async () => {
    const draft = show()
    assert.equal(await outcomeOf(draft), 'granted')
    const { party, items, mandateUntil } = net.peers.core.take('assign-code').at(-1)?.body ?? assert.fail()
    assert.equal(party, 'portal')
    assert.match(items[0]?.subject ?? '', /^sub_/)
    assert.doesNotMatch(JSON.stringify(items), new RegExp(taro.residentCode))
    assert.equal(Date.parse(mandateUntil ?? ''), net.test.clock.now().getTime() + 12 * hourMs)
    assert.equal(net.peers.portal.received.length, 0)
  })

  it('makes one mandate of one statement, whoever shows it again and however fast', async () => {
    const challenge = systemRandom.bytes(32)
    const twins = [show({ challenge }), show({ challenge })]
    await net.post('portal', ...twins)
    const acquisitions = net.peers.core.take('assign-code').flatMap(({ body }) => body.items)
    const made = twins.filter(({ body }) => acquisitions.some((item) => item.acquisition === body.acquisition))
    assert.equal(made.length, 1)
    assert.equal(await outcomeOf(show({ challenge })), 'STATEMENT_REPEATED')
    assert.equal(await outcomeOf(show()), 'granted')
  })

  it('refuses a statement made for another site, and one that another portal shows', async () => {
    assert.equal(await outcomeOf(show({ origin: 'https://phishing.example' })), 'ORIGIN_FOREIGN')
    assert.equal(await outcomeOf(show(), 'other-portal'), 'ORIGIN_FOREIGN')
    const renamed = show({ origin: 'https://phishing.example', changes: { origin: 'https://portal.example' } })
    assert.equal(await outcomeOf(renamed), 'STATEMENT_SIGNATURE')
  })

  it('refuses a statement that the card did not sign, signed for another purpose or about another challenge', async () => {
    const foreign = await makeRsaKeyPair()
    assert.equal(await outcomeOf(show({ privateKey: foreign.privateKey })), 'STATEMENT_SIGNATURE')
    assert.equal(await outcomeOf(show({ purpose: 'approve' })), 'STATEMENT_SIGNATURE')
    const challenge = base64url.encode(systemRandom.bytes(32))
    assert.equal(await outcomeOf(show({ changes: { challenge } })), 'STATEMENT_SIGNATURE')
    assert.equal(await outcomeOf(show({ changes: { signature: 'AAAA' } })), 'STATEMENT_SIGNATURE')
  })

  it('refuses a certificate of another CA of the same name, and what is no certificate', async () => {
    const stored = await createAuthorities({ clock: net.test.clock, random: systemRandom })
    const foreign = readAuthorities(stored).authentication.ca
    const now = net.test.clock.now().getTime()
    const forged = await issueCertificate({
      ca: foreign,
      profile: 'authentication',
      subject: { C: 'JP', L: [], OU: [], CN: 'FORGED' },
      serial: makeSerial(systemRandom),
      publicKey: key.publicKey,
      notBefore: new Date(now - dayMs),
      notAfter: new Date(now + dayMs),
    })
    assert.match(await outcomeOf(show({ certificate: forged.der })), /^CERT_/)
    assert.equal(await outcomeOf(show({ certificate: new Uint8Array([0x30, 0]) })), 'CERT_MALFORMED')
  })

  it('refuses the signing certificate: it is not for logging in', async () => {
    const certificate = card.signing?.certificate ?? assert.fail()
    assert.match(await outcomeOf(show({ certificate, privateKey: signingKey.privateKey })), /^CERT_/)
  })

  it('refuses a certificate of our own CA that the registry never gave out', async () => {
    const now = net.test.clock.now().getTime()
    const stray = await issueCertificate({
      ca: net.authorities.authentication.ca,
      profile: 'authentication',
      subject: { C: 'JP', L: [], OU: [], CN: 'STRAY' },
      serial: makeSerial(systemRandom),
      publicKey: key.publicKey,
      notBefore: new Date(now - dayMs),
      notAfter: new Date(now + dayMs),
    })
    assert.equal(await outcomeOf(show({ certificate: stray.der })), 'HOLDER_UNKNOWN')
  })

  it('refuses a card that expired, and one that was revoked', async () => {
    const now = net.test.clock.now().getTime()
    const window = { notBefore: new Date(now - 2 * dayMs), notAfter: new Date(now - dayMs) }
    const old = await net.registry.issueCard({
      residentCode: taro.residentCode,
      authenticationKey: key.publicKey,
      ...window,
    })
    assert.equal(await outcomeOf(show({ certificate: old.authentication.certificate })), 'CERT_EXPIRED')
    const read = parseCertificate(card.authentication.certificate)
    assert(read.ok)
    await net.registry.revoke(read.value.fingerprint, 'keyCompromise')
    assert.equal(await outcomeOf(show()), 'CERT_REVOKED')
  })

  it('has codes acquired for residents it knows, and says of whom it knows nothing', async () => {
    const [known, unknown] = [makeId('acq'), makeId('acq')]
    const items = [
      { acquisition: known, residentCode: taro.residentCode },
      { acquisition: unknown, residentCode: '99999999999' },
    ]
    const notAfter = net.test.clock.now().getTime() + dayMs
    await net.post('mihon-shi', { name: 'acquire-code', to: 'registry', body: { items }, notAfter })
    const assigned = net.peers.core.take('assign-code').at(-1)?.body
    assert.deepEqual([assigned?.party, assigned?.mandateUntil], ['mihon-shi', undefined])
    assert.deepEqual(
      assigned?.items.map(({ acquisition }) => acquisition),
      [known],
    )
    const subjects = net.peers.core.take('assign-code').flatMap(({ body }) => body.items.map(({ subject }) => subject))
    assert.equal(new Set(subjects).size, 1, 'the card and the agency mean the same person')
    assert.deepEqual(
      net.peers['mihon-shi'].take('acquisition-refused').map(({ body }) => body.items),
      [[{ acquisition: unknown, reason: 'RESIDENT_UNKNOWN' }]],
    )
  })
})
