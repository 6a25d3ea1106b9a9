import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProcStat, readProcessorMs } from './processor-time.ts'

test('the processor time of a process is found behind a name with spaces and brackets', () => {
  const line = '77 (a) b (c) S 12 77 77 0 -1 4194304 100 0 0 0 31 9 4 2 20 0 1 0 100 1000 10'
  assert.deepEqual(parseProcStat(line), { parent: 12, ownMs: 400, endedChildrenMs: 60 })
})

test('what is no such line has no times, rather than wrong ones', () => {
  assert.ok(Number.isNaN(parseProcStat('').ownMs))
})

test('this process has used some', { skip: process.platform === 'linux' ? false : '/proc is of Linux' }, async () => {
  assert.ok((await readProcessorMs(process.pid)) > 0)
})
