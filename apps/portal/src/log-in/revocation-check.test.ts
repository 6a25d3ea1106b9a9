import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { minuteMs, no, ok, secondMs, silentLog, systemRandom } from '@madoguchi/kit'
import type { CrlJob } from '@madoguchi/pki'
import { answerCrl } from '@madoguchi/pki'
import type { OcspStatement } from '@madoguchi/pki/issue'
import { createOcspRefusal } from '@madoguchi/pki/issue'
import type { TestCard, TestTrust } from '../testing/test-trust.fixture.ts'
import { makeTrust } from '../testing/test-trust.fixture.ts'
import { makeCrlKeeper } from './crl-keeper.ts'
import type { RevocationCheck } from './revocation-check.ts'
import { makeRevocationCheck } from './revocation-check.ts'

describe('whether a card is revoked', () => {
  let now = new Date('2026-11-22T03:00:00Z')
  const clock = { now: () => now }
  let trust: TestTrust
  let card: TestCard
  let asked: number
  let lists: number
  /** What the responder does with a request; and the list, whether it can be had. */
  let respond: (request: Bytes) => Promise<Bytes | undefined>
  let isListThere: boolean
  let check: RevocationCheck

  const say = (status: OcspStatement['status']) => (request: Bytes) => trust.answerOcsp(request, status)
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const look = async () => {
    const verdict = await check(card.certificate, trust.anchor)
    return verdict.ok ? 'ok' : verdict.code
  }

  before(async () => {
    trust = await makeTrust(clock)
    card = await trust.issue()
  })
  beforeEach(() => {
    asked = 0
    lists = 0
    isListThere = true
    respond = say('good')
    const parts = {
      anchors: [trust.anchor],
      source: {
        loadCrl: async () => {
          lists += 1
          if (!isListThere) throw new Error('away')
          return trust.loadCrl()
        },
      },
    }
    // What is remembered beyond the process has a test of its own.
    const newest = { take: async () => ok() }
    const readList = async (job: CrlJob) => answerCrl(job)
    const crl = makeCrlKeeper({ clock, log: silentLog }, { trust: parts, mode: 'production', newest, readList })
    const askOcsp = (_: unknown, request: Bytes) => {
      asked += 1
      return respond(request)
    }
    check = makeRevocationCheck({ askOcsp, crl, clock, random: systemRandom, log: silentLog })
  })

  it('is asked of the responder, once in five minutes, and of no list', async () => {
    assert.deepEqual([await look(), await look()], ['ok', 'ok'])
    assert.deepEqual([asked, lists], [1, 0])
    pass(5 * minuteMs + secondMs)
    assert.equal(await look(), 'ok')
    assert.equal(asked, 2)
  })

  it('is asked each time of a responder that says newer can always be had, and of no list', async () => {
    respond = (request) => trust.answerOcsp(request, 'good', { isEndless: true })
    assert.deepEqual([await look(), await look()], ['ok', 'ok'])
    assert.deepEqual([asked, lists], [2, 0])
  })

  it('is asked once when many log in with one card at a time', async () => {
    assert.deepEqual(new Set(await Promise.all(Array.from({ length: 8 }, look))), new Set(['ok']))
    assert.equal(asked, 1)
  })

  it('is heard at once, and again as soon as the card is no longer on hold', async () => {
    respond = say({ reason: 'certificateHold', at: now })
    assert.deepEqual(
      await check(card.certificate, trust.anchor),
      no('CERT_REVOKED', { step: '2.2', reason: 'certificateHold', at: now.toISOString() }),
    )
    respond = say('good')
    assert.equal(await look(), 'ok')
  })

  it('is looked up in the list while the responder is away, without waiting for it again at once', async () => {
    respond = async () => {
      throw new Error('away')
    }
    assert.deepEqual([await look(), await look()], ['ok', 'ok'])
    assert.equal(asked, 1)
    pass(30 * secondMs)
    assert.equal(await look(), 'ok')
    assert.equal(asked, 2)
  })

  it('is looked up in the list when the responder talks nonsense, refuses, does not know it, or answers another', async () => {
    const otherNonce = trust.answerOcsp(new Uint8Array(), 'good')
    const bad: (typeof respond)[] = [
      async () => new Uint8Array([1, 2, 3]),
      async () => createOcspRefusal('tryLater'),
      say('unknown'),
      () => otherNonce,
    ]
    for (const one of bad) {
      respond = one
      isListThere = true
      assert.equal(await look(), 'ok')
      pass(11 * minuteMs)
    }
    assert.equal(lists, bad.length)
  })

  it('is not known when neither can be had: then nobody passes', async () => {
    respond = async () => {
      throw new Error('away')
    }
    isListThere = false
    assert.equal(await look(), 'LOGIN_REVOCATION_UNKNOWN')
    pass(minuteMs)
    respond = say('good')
    assert.equal(await look(), 'ok')
  })

  it('is a matter of lists alone for a CA without a responder', async () => {
    respond = async () => undefined
    assert.equal(await look(), 'ok')
    assert.deepEqual([asked, lists], [1, 1])
    assert.deepEqual(await check((await trust.issue()).certificate, trust.anchor), ok())
  })
})
