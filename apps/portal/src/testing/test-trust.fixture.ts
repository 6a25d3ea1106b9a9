import { sign } from 'node:crypto'
import { composeStatement } from '@madoguchi/card'
import type { Bytes, Clock } from '@madoguchi/kit'
import { dayMs, sha256, utf8 } from '@madoguchi/kit'
import type { Certificate, CrlReason, JpkiAttributes, TrustAnchor } from '@madoguchi/pki'
import { makeCertId, parseOcspRequest, pinAnchor } from '@madoguchi/pki'
import type { CertificateAuthority, KeyPair, OcspResponder, OcspStatement } from '@madoguchi/pki/issue'
import {
  createCa,
  createCrl,
  createOcspResponse,
  issueCertificate,
  issueOcspResponder,
  jpkiTestCaName,
  makeRsaKeyPair,
} from '@madoguchi/pki/issue'

/** A certificate and its key, and what the card that holds them does at a log-in. */
export type TestCard = {
  readonly certificate: Certificate
  readonly wrappingKey: Bytes
  readonly privateKey: KeyPair['privateKey']
  sign(origin: string, challenge: Bytes): Bytes
}

export type TestTrust = {
  readonly anchor: TrustAnchor
  issue(options?: {
    validForMs?: number
    profile?: 'authentication' | 'signing'
    attributes?: JpkiAttributes
  }): Promise<TestCard>
  revoke(card: TestCard, reason?: CrlReason): void
  loadCrl(): Promise<Bytes>
  /** What a responder that the CA named says to a request; to one that cannot be read, about some certificate. */
  answerOcsp(request: Bytes, status: OcspStatement['status'], options?: { isEndless?: boolean }): Promise<Bytes>
}

/** One CA for tests, with cards that it issues and revokes. */
export async function makeTrust(
  clock: Clock,
  name: keyof typeof jpkiTestCaName = 'authentication',
): Promise<TestTrust> {
  const at = clock.now().getTime()
  const notBefore = new Date(at - dayMs)
  const ca: CertificateAuthority = await createCa({
    name: jpkiTestCaName[name],
    serial: 1n,
    notBefore,
    notAfter: new Date(at + 3650 * dayMs),
  })
  const anchor = pinAnchor('test', ca.certificate)
  if (!anchor.ok) throw new Error(anchor.code)
  const revoked: { serialHex: string; at: Date; reason: CrlReason }[] = []
  let serial = 100n
  let number = 0n
  let responder: Promise<OcspResponder> | undefined
  return {
    anchor: anchor.value,
    async issue({ validForMs = 365 * dayMs, profile = 'authentication', attributes } = {}) {
      const keys = await makeRsaKeyPair()
      serial += 1n
      const certificate = await issueCertificate({
        ca,
        publicKey: keys.publicKey,
        subject: { C: 'JP', O: 'JPKI TEST', OU: [], L: [], CN: `${serial}` },
        serial,
        notBefore,
        notAfter: new Date(clock.now().getTime() + validForMs),
        profile,
        ...(attributes === undefined ? {} : { attributes }),
      })
      return makeCard(certificate, keys)
    },
    revoke({ certificate }, reason = 'keyCompromise') {
      revoked.push({ serialHex: certificate.serialHex, at: clock.now(), reason })
    },
    async answerOcsp(request, status, { isEndless = false } = {}) {
      responder ??= issueOcspResponder({
        ca,
        keyPair: await makeRsaKeyPair(),
        serial: 99n,
        notBefore,
        notAfter: new Date(at + 3650 * dayMs),
      })
      const asked = parseOcspRequest(request)
      const ids = asked.ok ? asked.value.ids : [makeCertId('0a', anchor.value)]
      return createOcspResponse({
        responder: await responder,
        statements: ids.map((id) => ({ id, status })),
        nonce: asked.ok ? asked.value.nonce : new Uint8Array(32),
        producedAt: clock.now(),
        nextUpdate: isEndless ? undefined : new Date(clock.now().getTime() + dayMs),
      })
    },
    loadCrl() {
      number += 1n
      const now = clock.now().getTime()
      return createCrl({
        ca,
        thisUpdate: new Date(now - 1000),
        nextUpdate: new Date(now + dayMs),
        number,
        revoked,
      })
    },
  }
}

function makeCard(certificate: Certificate, { privateKey }: KeyPair): TestCard {
  return {
    certificate,
    privateKey,
    wrappingKey: sha256(utf8.encode(`wrapping key of ${certificate.fingerprint}`)),
    sign: (origin, challenge) =>
      new Uint8Array(sign('sha256', composeStatement({ purpose: 'login', origin, challenge }), privateKey)),
  }
}
