import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import { checkOcsp, encodeOcspRequest, parseCertificate, parseOcspResponse } from '@madoguchi/pki'
import { makeRsaKeyPair } from '@madoguchi/pki/issue'
import type { TestRegistry } from './open-test-registry.fixture.ts'
import { openTestRegistry, taro } from './open-test-registry.fixture.ts'

describe('the registry’s OCSP responder', () => {
  let server: EmbeddedServer
  let net: TestRegistry
  let certificate: Certificate
  const nonce = new Uint8Array(32).fill(3)

  before(async () => {
    server = await openTestServer()
    net = await openTestRegistry(server)
    const issued = await net.registry.issueCard({
      residentCode: taro.residentCode,
      authenticationKey: (await makeRsaKeyPair()).publicKey,
    })
    const parsed = parseCertificate(issued.authentication.certificate)
    assert(parsed.ok)
    certificate = parsed.value
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function ask(serialHex = certificate.serialHex) {
    const issuer = net.authorities.authentication.anchor
    const der = await net.registry.answerOcsp('authentication', encodeOcspRequest({ serialHex, issuer, nonce }))
    const response = parseOcspResponse(der)
    if (!response.ok) return response.code
    const verdict = checkOcsp({
      response: response.value,
      certificate: { ...certificate, serialHex },
      issuer,
      at: net.test.clock.now(),
      nonce,
      ageMaxMs: 60_000,
    })
    return verdict.ok ? 'good' : verdict.code
  }

  it('says that a card is good, and of one that nobody issued that it is unknown', async () => {
    assert.equal(await ask(), 'good')
    assert.equal(await ask('0123'), 'OCSP_UNKNOWN')
  })

  it('has a new responder before the old one’s week is over', async () => {
    for (let day = 0; day < 15; day += 2) {
      assert.equal(await ask(), 'good')
      net.test.clock.advance(2 * dayMs)
    }
  })

  it('says so when it cannot read the question', async () => {
    const der = await net.registry.answerOcsp('authentication', new Uint8Array([1, 2, 3]))
    const response = parseOcspResponse(der)
    assert(!response.ok)
    assert.deepEqual(response.facts, { reason: 'malformedRequest' })
  })

  it('answers about no certificate of another CA', async () => {
    const issuer = net.authorities.signing.anchor
    const request = encodeOcspRequest({ serialHex: certificate.serialHex, issuer, nonce })
    const response = parseOcspResponse(await net.registry.answerOcsp('authentication', request))
    assert(response.ok)
    assert.equal(response.value.answers[0]?.status, 'unknown')
  })

  it('says at once that a card was revoked', async () => {
    await net.registry.revoke(certificate.fingerprint, 'keyCompromise')
    assert.equal(await ask(), 'CERT_REVOKED')
  })
})
