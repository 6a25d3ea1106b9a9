import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderFile, renderSkipped, renderTotal } from './report.ts'

const good = { path: 'a.test.ts', passed: 3, failures: [], skipped: [], durationMs: 120 }
const bad = { ...good, path: 'b.test.ts', failures: [{ title: 'it holds', text: 'Error: no\n  at x' }] }
const without = { ...good, path: 'c.test.ts', passed: 0, skipped: [{ title: 'reader', reason: 'needs pcscd' }] }

test('the last line counts what passed and failed, and what was skipped where something was', () => {
  assert.equal(renderTotal([good]), '3 passed, 0 failed')
  assert.equal(renderTotal([good, bad, without]), '6 passed, 1 failed, 1 skipped')
})

test('a file that holds no test counts as failed', () => {
  const empty = { ...good, passed: 0 }
  assert.equal(renderTotal([empty]), '0 passed, 1 failed')
  assert.equal(renderFile(empty), '✖ a.test.ts: holds no test (0.1 s)')
})

test('a file is one line, and only what failed is told in full', () => {
  assert.equal(renderFile(good), '✔ a.test.ts: 3 passed (0.1 s)')
  assert.match(renderFile(bad), /^✖ b\.test\.ts: 3 passed, 1 failed \(0\.1 s\)\n\n {2}✖ it holds\n {4}Error: no\n/)
})

test('whoever lacks a program reads what was left out and what to install', () => {
  assert.equal(renderSkipped([good], ['pcscd']), '')
  assert.match(
    renderSkipped([without], ['pcscd', 'opensc']),
    /c\.test\.ts: 1, needs pcscd\n.*apt-get install pcscd opensc/,
  )
})
