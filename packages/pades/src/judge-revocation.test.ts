import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { no, ok } from '@madoguchi/kit'
import { judgeRevocation } from './judge-revocation.ts'

const day = (number: number) => new Date(Date.UTC(2026, 10, number))
const asked = { now: day(30), notAfter: day(100) }

function judge(facts: { at?: string; reason?: string; invalidSince?: string }, provenAt: Date | undefined): string {
  const judged = judgeRevocation(no('CERT_REVOKED', facts), { ...asked, provenAt })
  return judged.ok ? `good, revoked ${judged.value.laterAt?.toISOString().slice(0, 10)}` : judged.code
}

describe('a certificate that is revoked by now', () => {
  const moved = { reason: 'affiliationChanged', at: day(10).toISOString() }

  it('because its holder moved after the time stamp leaves the signature good, and says since when', () => {
    assert.equal(judge(moved, day(9)), 'good, revoked 2026-11-10')
    assert.equal(judge({ at: moved.at, reason: 'unspecified' }, day(9)), 'good, revoked 2026-11-10')
    assert.equal(judge({ at: moved.at, reason: 'certificateHold' }, day(9)), 'good, revoked 2026-11-10')
  })

  it('before the time stamp, or in the same moment, was revoked when it signed', () => {
    assert.equal(judge(moved, day(10)), 'CERT_REVOKED')
    assert.equal(judge(moved, day(11)), 'CERT_REVOKED')
  })

  it('without a time stamp, or a date, may have signed before or after: nobody knows', () => {
    assert.equal(judge(moved, undefined), 'REVOKED_TIME_UNPROVEN')
    assert.equal(judge({ reason: 'keyCompromise' }, day(9)), 'REVOKED_TIME_UNPROVEN')
    assert.equal(judge({ at: 'yesterday' }, day(9)), 'REVOKED_TIME_UNPROVEN')
  })

  it('since its key was compromised may have been used by somebody else before anybody knew', () => {
    for (const reason of ['keyCompromise', 'cACompromise', 'aACompromise'])
      assert.equal(judge({ ...moved, reason }, day(9)), 'REVOKED_KEY_COMPROMISED', reason)
  })

  it('and is said to be invalid since some day counts from that day, whatever the reason', () => {
    for (const reason of ['keyCompromise', 'affiliationChanged']) {
      const since = { ...moved, reason, invalidSince: day(5).toISOString() }
      assert.equal(judge(since, day(4)), 'good, revoked 2026-11-10', reason)
      assert.equal(judge(since, day(5)), 'CERT_REVOKED', reason)
      assert.equal(judge({ ...since, invalidSince: day(20).toISOString() }, day(10)), 'CERT_REVOKED', reason)
    }
  })
})

describe('a certificate that is not revoked', () => {
  const said = (answer: Parameters<typeof judgeRevocation>[0], now: Date) => {
    const judged = judgeRevocation(answer, { ...asked, now, provenAt: day(1) })
    return judged.ok ? 'good' : judged.code
  }

  it('is not, as long as it has not expired: of those that have, lists say nothing', () => {
    assert.equal(said(ok(), day(100)), 'good')
    assert.equal(said(ok(), day(101)), 'REVOCATION_TOO_LATE')
  })

  it('or of which nobody can tell is not taken for one', () => {
    assert.equal(said(no('LOGIN_REVOCATION_UNKNOWN'), day(30)), 'REVOCATION_UNKNOWN')
  })
})
