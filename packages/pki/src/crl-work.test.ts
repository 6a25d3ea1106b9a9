import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { pinAnchor } from './anchor.ts'
import type { CrlAnswer } from './crl-work.ts'
import { answerCrl, crlWork } from './crl-work.ts'
import { createCa, jpkiTestCaName } from './issue/ca.ts'
import { createCrl } from './issue/create-crl.ts'
import { findRevoked } from './revoked-serials.ts'

test('a large list that was read in a thread says the same here as if it had been read here', async () => {
  const life = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2030-11-01T00:00:00Z') }
  const ca = await createCa({ name: jpkiTestCaName.signing, serial: 1n, ...life })
  const anchor = pinAnchor('test', ca.certificate)
  assert(anchor.ok)
  const at = new Date('2026-11-20T00:00:00Z')
  const revoked = Array.from({ length: 6_000 }, (_, i) => ({
    serialHex: (i + 0x1000).toString(16),
    at,
    reason: 'superseded' as const,
  }))
  const nextUpdate = new Date('2026-12-01T00:00:00Z')
  const der = await createCrl({ ca, thisUpdate: life.notBefore, nextUpdate, number: 1n, revoked })
  const job = { der, issuer: anchor.value }
  assert.equal(crlWork.answerCheap(job), undefined, 'large enough for a thread')
  const worker = new Worker(crlWork.entry, { workerData: job })
  const answer = await new Promise<CrlAnswer>((resolve, reject) => worker.on('message', resolve).on('error', reject))
  await worker.terminate()
  assert.deepEqual(answer, answerCrl(job))
  assert(answer.ok)
  assert.deepEqual(findRevoked(answer.value.revoked, '1000'), { reason: 'superseded', at })
  assert.equal(findRevoked(answer.value.revoked, '0999'), undefined)
})
