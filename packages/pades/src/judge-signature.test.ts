import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { no, ok } from '@madoguchi/kit'
import type { Certificate, TrustedPath } from '@madoguchi/pki'
import { certErrors } from '@madoguchi/pki'
import { revocationErrors, signatureErrors, timeStampErrors } from './errors.ts'
import { judgeSignature } from './judge-signature.ts'
import type { LaterChange } from './revisions/later-change.ts'
import { unknownLaterChange } from './revisions/later-change.ts'
import type { SignatureParts } from './signature-report.ts'

const good: SignatureParts = {
  kind: 'PAdES',
  integrity: ok({} as Certificate),
  trust: ok({} as TrustedPath),
  revocation: ok({ laterAt: undefined }),
  signer: undefined,
  sealOf: undefined,
  timeStamp: undefined,
  provenAt: undefined,
  claimedAt: undefined,
  reason: undefined,
  later: { ...unknownLaterChange, kind: 'nothing', faults: [] },
}

const changed: LaterChange = { ...good.later, kind: 'changes', faults: [{ code: 'LATER_CONTENT' }] }

const keysOf = <Code extends string>(table: Readonly<Record<Code, unknown>>) => Object.keys(table) as Code[]

describe('the verdict about a signature', () => {
  it('is good when all holds, or nobody was asked about revocation, or only signatures came later', () => {
    for (const parts of [
      good,
      { ...good, revocation: 'not asked' as const },
      { ...good, later: { ...good.later, kind: 'additions' as const, additions: [{ kind: 'signature' as const }] } },
    ])
      assert.deepEqual(judgeSignature(parts), { kind: 'good' })
  })

  it('is broken only for what shows that something is wrong', () => {
    const integrity = keysOf(signatureErrors).filter(
      (code) => judgeSignature({ ...good, integrity: no(code) }).kind === 'broken',
    )
    assert.deepEqual(integrity.sort(), [
      'SIGNATURE_CERTIFICATE',
      'SIGNATURE_DIGEST',
      'SIGNATURE_RANGE',
      'SIGNATURE_VALUE',
    ])
    const later = judgeSignature({ ...good, later: changed })
    assert.deepEqual(later, { kind: 'broken', code: 'SIGNED_DOCUMENT_CHANGED' })
  })

  it('is "cannot be checked here" with the reason for a signer, a time stamp or a revocation that we cannot judge', () => {
    for (const code of keysOf(certErrors).filter((one) => one !== 'CERT_REVOKED'))
      assert.deepEqual(judgeSignature({ ...good, trust: no(code) }), { kind: 'uncheckable', code })
    for (const code of keysOf(timeStampErrors))
      assert.deepEqual(judgeSignature({ ...good, timeStamp: no(code) }), { kind: 'uncheckable', code })
    const ofRevocation = keysOf(revocationErrors).filter(
      (code) => judgeSignature({ ...good, revocation: no(code) }).kind === 'broken',
    )
    assert.deepEqual(ofRevocation, ['CERT_REVOKED'])
    const unread = judgeSignature({ ...good, later: unknownLaterChange })
    assert.deepEqual(unread, { kind: 'uncheckable', code: 'LATER_UNREADABLE' })
  })

  it('of one that could not be read at all says no more than that', () => {
    const parts = { ...good, kind: undefined, integrity: no('SIGNATURE_MALFORMED' as const), later: changed }
    assert.deepEqual(judgeSignature(parts), { kind: 'uncheckable', code: 'SIGNATURE_MALFORMED' })
  })

  it('names the gravest reason: a changed document is not excused by an unknown signer', () => {
    const parts = { ...good, trust: no('CERT_ISSUER_UNKNOWN' as const), later: changed }
    assert.deepEqual(judgeSignature(parts), { kind: 'broken', code: 'SIGNED_DOCUMENT_CHANGED' })
  })
})
