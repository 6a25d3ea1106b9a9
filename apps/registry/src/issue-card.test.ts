import assert from 'node:assert/strict'
import { after, before, describe, it, test } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64, minuteMs } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import {
  authenticationRequirements,
  checkPath,
  checkRevocation,
  parseCertificate,
  parseCrl,
  signingTestRequirements,
} from '@madoguchi/pki'
import type { KeyPair } from '@madoguchi/pki/issue'
import { makeRsaKeyPair } from '@madoguchi/pki/issue'
import type { Profile } from './authorities.ts'
import { createAuthorities, readAuthorities } from './authorities.ts'
import { fifthBirthday, jpkiBirthDate } from './issue-card.ts'
import type { TestRegistry } from './open-test-registry.fixture.ts'
import { openTestRegistry, taro } from './open-test-registry.fixture.ts'

function read(der: Uint8Array): Certificate {
  const certificate = parseCertificate(der)
  return certificate.ok ? certificate.value : assert.fail(certificate.code)
}

describe('a registry that issues cards', () => {
  let server: EmbeddedServer
  let net: TestRegistry
  let key: KeyPair

  before(async () => {
    server = await openTestServer()
    net = await openTestRegistry(server)
    key = await makeRsaKeyPair()
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const order = () => ({ residentCode: taro.residentCode, authenticationKey: key.publicKey, signingKey: key.publicKey })

  async function isRevoked(profile: Profile, certificate: Certificate): Promise<boolean> {
    const crl = parseCrl(await net.registry.loadCrl(profile))
    assert(crl.ok)
    const issuer = net.authorities[profile].anchor
    const checked = checkRevocation({ certificate, issuer, crl: crl.value, at: net.test.clock.now() })
    assert.ok(checked.ok || checked.code === 'CERT_REVOKED', checked.ok ? '' : checked.code)
    return !checked.ok
  }

  it('gives two certificates whose paths lead to its two CAs, each for its own use', async () => {
    const card = await net.registry.issueCard(order())
    const at = net.test.clock.now()
    const check = (der: Uint8Array, profile: Profile, requirements: typeof authenticationRequirements) =>
      checkPath({ leaf: read(der), intermediates: [], anchors: [net.authorities[profile].anchor], at, requirements }).ok
    const { authentication, signing } = card
    assert(signing)
    assert.ok(check(authentication.certificate, 'authentication', authenticationRequirements))
    assert.ok(check(signing.certificate, 'signing', signingTestRequirements))
    assert.ok(!check(signing.certificate, 'authentication', authenticationRequirements))
    assert.ok(!check(authentication.certificate, 'signing', signingTestRequirements))
    assert.equal(read(authentication.certificate).notAfter.toISOString(), '2031-04-01T14:59:59.000Z')
  })

  it('writes the person into the signing certificate only', async () => {
    const { authentication, signing } = await net.registry.issueCard(order())
    const { name, address, sex } = taro
    assert.deepEqual(read(signing?.certificate ?? new Uint8Array()).jpki, {
      name,
      address,
      sex,
      birthDate: '419900401',
      nameSubstitute: '00000',
      addressSubstitute: '0'.repeat(address.length),
    })
    assert.equal(read(authentication.certificate).jpki, undefined)
    assert.doesNotMatch(Buffer.from(authentication.certificate).toString(), /太郎|みほん市本町/)
  })

  it('gives a child no signing certificate, and a stranger no card', async () => {
    const { signing } = await net.registry.issueCard({
      residentCode: taro.residentCode,
      authenticationKey: key.publicKey,
    })
    assert.equal(signing, undefined)
    await assert.rejects(net.registry.issueCard({ ...order(), residentCode: '99999999999' }), {
      code: 'RESIDENT_UNKNOWN',
    })
  })

  it('lists a revoked certificate from the next list on, and no other', async () => {
    const [lost, kept] = [await net.registry.issueCard(order()), await net.registry.issueCard(order())]
    const [lostOne, keptOne] = [lost, kept].map(({ authentication }) => read(authentication.certificate))
    assert(lostOne && keptOne)
    assert.equal(await isRevoked('authentication', lostOne), false)
    await net.registry.revoke(lostOne.fingerprint, 'keyCompromise')
    assert.equal(await isRevoked('authentication', lostOne), true)
    assert.equal(await isRevoked('authentication', keptOne), false)
    assert.equal(await isRevoked('signing', read(lost.signing?.certificate ?? new Uint8Array())), false)
  })

  it('keeps the day and the reason of a revocation, and knows what it did not issue', async () => {
    const certificate = read((await net.registry.issueCard(order())).authentication.certificate)
    await net.registry.revoke(certificate.fingerprint, 'keyCompromise')
    net.test.clock.advance(minuteMs)
    await net.registry.revoke(certificate.fingerprint, 'superseded')
    const row = await net.db.kysely
      .selectFrom('certificates')
      .select(['revoked_at', 'revocation_reason'])
      .where('fingerprint', '=', certificate.fingerprint)
      .executeTakeFirstOrThrow()
    assert.deepEqual(row, {
      revoked_at: new Date(net.test.clock.now().getTime() - minuteMs),
      revocation_reason: 'keyCompromise',
    })
    await assert.rejects(net.registry.revoke('0'.repeat(64), 'superseded'), { code: 'CERTIFICATE_UNKNOWN' })
  })

  it('makes a list anew every ten minutes', async () => {
    const first = await net.registry.loadCrl('authentication')
    assert.equal(await net.registry.loadCrl('authentication'), first)
    net.test.clock.advance(11 * minuteMs)
    const second = await net.registry.loadCrl('authentication')
    const updates = [first, second].map((der) => {
      const crl = parseCrl(der)
      return crl.ok ? crl.value.thisUpdate.getTime() : assert.fail(crl.code)
    })
    assert.equal((updates[1] ?? 0) - (updates[0] ?? 0), 11 * minuteMs)
  })
})

test('counts five birthdays after the day of issue, by the Japanese calendar', () => {
  const cases = [
    ['1990-04-01', '2026-11-22T06:00:00Z', '2031-04-01'],
    ['1990-12-01', '2026-11-22T06:00:00Z', '2030-12-01'],
    ['1990-11-22', '2026-11-22T06:00:00Z', '2031-11-22'],
    ['1990-11-23', '2026-11-22T14:59:59Z', '2030-11-23'],
    ['1990-11-23', '2026-11-22T15:00:00Z', '2031-11-23'],
    ['1990-01-01', '2026-12-31T15:00:00Z', '2032-01-01'],
    ['2000-02-29', '2026-11-22T06:00:00Z', '2031-02-28'],
    ['2000-02-29', '2024-02-28T06:00:00Z', '2028-02-29'],
  ] as const
  for (const [birthDate, at, day] of cases)
    assert.equal(fifthBirthday(birthDate, new Date(at)).toISOString(), `${day}T14:59:59.000Z`, `${birthDate} at ${at}`)
})

test('writes a birth date with the digit of its era, to the day on which one ended', () => {
  const cases = [
    '11868-09-08',
    '11912-07-29',
    '21912-07-30',
    '21926-12-24',
    '31926-12-25',
    '31989-01-07',
    '41989-01-08',
  ]
  for (const text of [...cases, '42019-04-30', '52019-05-01'])
    assert.equal(jpkiBirthDate(text.slice(1)), text.replaceAll('-', ''))
})

test('reads back the CAs it made, and no CA whose key is another’s', async () => {
  const make = () =>
    createAuthorities({
      clock: { now: () => new Date('2026-11-22T06:00:00Z') },
      random: { bytes: (n) => new Uint8Array(n).fill(7) },
    })
  const [stored, other] = await Promise.all([make(), make()])
  assert.deepEqual(Object.keys(readAuthorities(stored)), ['authentication', 'signing'])
  const mixed = { ...stored, signing: { ...stored.signing, privateKeyPem: other.signing.privateKeyPem } }
  assert.throws(() => readAuthorities(mixed), { code: 'PKI_CA_UNUSABLE' })
  const cut = { ...stored, signing: { ...stored.signing, certificate: base64.encode(new Uint8Array(10)) } }
  assert.throws(() => readAuthorities(cut), { code: 'PKI_CA_UNUSABLE' })
})
