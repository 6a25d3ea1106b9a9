import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError, makeId } from '@madoguchi/kit'
import fc from 'fast-check'
import type { Log } from './log.ts'
import { makeLog } from './log.ts'

type Line = { level: string; name: string; event: string; facts: Record<string, unknown>; frames?: string[] }

function openLog(): { log: Log; lines: Line[]; texts: string[] } {
  const lines: Line[] = []
  const texts: string[] = []
  const destination = {
    write(line: string) {
      texts.push(line)
      lines.push(JSON.parse(line) as Line)
    },
  }
  return { log: makeLog({ level: 'info', name: 'portal', destination }), lines, texts }
}

test('an operator reads events, ids, counts and enum words', () => {
  const { log, lines } = openLog()
  const requestId = makeId('req')
  log.child({ requestId }).info('INQUIRY_CLOSED', {
    outcome: 'no-record',
    count: 3,
    isLate: false,
    route: '/information/:inquiryId',
    code: 'CARD_PIN_WRONG',
  })
  log.debug('NOT_SHOWN')
  assert.equal(lines.length, 1)
  const [line] = lines
  assert.equal(line?.level, 'info')
  assert.equal(line?.name, 'portal')
  assert.equal(line?.event, 'INQUIRY_CLOSED')
  assert.deepEqual(line?.facts, {
    requestId,
    outcome: 'no-record',
    count: 3,
    isLate: false,
    route: '/information/:inquiryId',
    code: 'CARD_PIN_WRONG',
  })
  assert.equal(log.refusedCount(), 0)
})

test('no person gets into the log', () => {
  const { log, lines } = openLog()
  const hostile = [
    '三保 花子',
    'Hanako Miho',
    '1989-01-08',
    'a@b.example',
    '0123456789',
    '東京都',
    'x'.repeat(49),
    'abc\nINFO',
    '"}',
    '',
    'tel:0123456',
    'aGVsbG8gd29ybGQgaGVsbG8',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    '/information?name=x',
    '/x/19890108',
  ]
  for (const text of hostile) {
    log.info('EVENT', { text })
    assert.deepEqual(lines.at(-1)?.facts, { text: '[refused]' }, text)
  }
  assert.equal(log.refusedCount(), hostile.length)
})

test('values that are no facts at all are refused', () => {
  const { log, lines } = openLog()
  const values = {
    a: null,
    b: undefined,
    c: {},
    d: ['x'],
    e: () => 'x',
    f: Number.NaN,
    g: 123_400_000_000,
    h: Symbol('x'),
    i: 10n,
  }
  log.info('EVENT', values as never)
  assert.deepEqual(new Set(Object.values(lines[0]?.facts ?? {})), new Set(['[refused]']))
  assert.equal(log.refusedCount(), 9)
})

test('names of facts are ours too, and few', () => {
  const { log, lines } = openLog()
  log.info('EVENT', { 三保: 1, 'a b': 1, __proto__: 1, constructor: 1, Level: 1, fine: 1 })
  assert.deepEqual(lines[0]?.facts, { fine: 1 })
  log.info('EVENT', Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`n${i}`, i])))
  assert.equal(Object.keys(lines[1]?.facts ?? {}).length, 16)
})

test('an event that is a sentence is refused', () => {
  const { log, lines } = openLog()
  log.info('USER 三保 CAME' as never)
  log.info('Hello' as never)
  log.info(`A${'B'.repeat(80)}` as never)
  assert.deepEqual(
    lines.map(({ event }) => event),
    ['[refused]', '[refused]', '[refused]'],
  )
})

test('a failure is logged by its code and its places, never by its message', () => {
  const { log, lines, texts } = openLog()
  const cause = new Error('insert failed: key (name)=(三保 花子)\n    at 三保 (/etc/passwd:1:1)')
  log.failure('REQUEST_FAILED', new AppError('DATABASE_DOWN', 'secret sentence', { facts: { attempts: 3 }, cause }))
  assert.deepEqual(lines[0]?.facts, { attempts: 3, code: 'DATABASE_DOWN' })
  assert.match(lines[0]?.frames?.[0] ?? '', /log\.test\.ts:\d+:\d+$/)
  assert.doesNotMatch(texts.join(''), /三保|secret|insert|passwd/)
  for (const thrown of ['三保', null, undefined, { message: '三保' }, 7]) log.failure('REQUEST_FAILED', thrown)
  assert.doesNotMatch(texts.join(''), /三保/)
})

test('whatever is given, each event is one line of JSON', () => {
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), fc.anything()), (event, facts) => {
      const { log, lines } = openLog()
      log.info(event as never, facts as never)
      assert.equal(lines.length, 1)
    }),
  )
})
