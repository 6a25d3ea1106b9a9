import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, hourMs, silentLog } from '@madoguchi/kit'
import { answerCrl, parseCertificate, parseCrl, pinAnchor } from '@madoguchi/pki'
import { createCa, createCrl, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { makeForeignRevocation } from './foreign-authority.ts'
import type { TestRegistry } from './open-test-registry.fixture.ts'
import { openTestRegistry, taro } from './open-test-registry.fixture.ts'
import { makeRevocationList } from './revocation.ts'

describe('the registry’s own lists', () => {
  let server: EmbeddedServer
  let net: TestRegistry

  before(async () => {
    server = await openTestServer()
    net = await openTestRegistry(server)
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('have with a higher number all that one with a lower has, however many copies make them while cards are revoked', async () => {
    const { publicKey } = await makeRsaKeyPair()
    const order = { residentCode: taro.residentCode, authenticationKey: publicKey, signingKey: publicKey }
    const cards = await Promise.all(Array.from({ length: 12 }, () => net.registry.issueCard(order)))
    const open = () => makeRevocationList({ db: net.db, authorities: net.authorities, clock: net.test.clock })
    const lists = await Promise.all(
      cards.flatMap(({ authentication }) => {
        const parsed = parseCertificate(authentication.certificate)
        assert(parsed.ok)
        const copy = open()
        const revokeAndList = async () => {
          await copy.revoke(parsed.value.fingerprint, 'keyCompromise')
          return copy.load('authentication')
        }
        return [open().load('authentication'), revokeAndList(), open().load('authentication')]
      }),
    )
    const read = lists.map((list) => {
      const crl = parseCrl(list)
      return crl.ok ? { number: crl.value.number ?? 0n, size: crl.value.revoked.size } : assert.fail(crl.code)
    })
    const inOrder = read.toSorted((a, b) => (a.number < b.number ? -1 : 1)).map(({ size }) => size)
    assert.equal(new Set(read.map(({ number }) => number)).size, lists.length)
    assert.deepEqual(
      inOrder,
      inOrder.toSorted((a, b) => a - b),
    )
  })
})

it('a foreign CA’s older list does not bring its revoked card back, and the log has the attempt', async () => {
  const at = new Date('2026-11-29T03:00:00Z')
  const life = { notBefore: new Date(at.getTime() - dayMs), notAfter: new Date(at.getTime() + 365 * dayMs) }
  const ca = await createCa({ name: jpkiTestCaName.authentication, serial: 1n, ...life })
  const pinned = pinAnchor('foreign', ca.certificate)
  assert(pinned.ok)
  const { publicKey } = await makeRsaKeyPair()
  const subject = { C: 'JP', OU: [], L: [], CN: 'somebody' }
  const card = await issueCertificate({ ca, publicKey, subject, serial: 9n, ...life, profile: 'authentication' })
  const list = (number: bigint, hoursAgo: number, isRevoked: boolean) =>
    createCrl({
      ca,
      number,
      thisUpdate: new Date(at.getTime() - hoursAgo * hourMs),
      nextUpdate: new Date(at.getTime() + dayMs),
      revoked: isRevoked ? [{ serialHex: card.serialHex, at, reason: 'keyCompromise' }] : [],
    })
  const old = await list(6n, 2, false)
  let served = old
  const lines: unknown[] = []
  const log = { ...silentLog, error: (event: string, facts?: unknown) => void lines.push([event, facts]) }
  const check = makeForeignRevocation({ log, readList: async (job) => answerCrl(job) })
  const authority = { anchor: pinned.value, loadCrl: async () => served }
  assert.equal((await check(card, authority, at)).ok, true)
  served = await list(7n, 1, true)
  assert.equal((await check(card, authority, at)).ok, false)
  served = old
  const again = await check(card, authority, at)
  assert.equal(again.ok ? 'ok' : again.code, 'CERT_REVOKED')
  assert.deepEqual(lines, [['CRL_REFUSED', { code: 'CRL_OLDER', anchor: 'foreign' }]])
})
