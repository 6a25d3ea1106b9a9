import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '@madoguchi/kit'
import fc from 'fast-check'
import { readConfig } from './config.ts'
import { configInteger, configOrigin, configText, configWord } from './config-values.ts'

const schema = {
  settings: {
    MADOGUCHI_PORT: configInteger({ min: 1, max: 65_535 }),
    MADOGUCHI_ORIGIN: configOrigin(),
    MADOGUCHI_SANDBOX: configWord('true', 'false').default('true'),
    MADOGUCHI_LEVEL: configWord('info', 'debug').optional(),
  },
  secrets: { MADOGUCHI_KEY: configText({ lengthMax: 64 }) },
  alsoKnown: ['MADOGUCHI_CORE_PORT'],
  decide(
    {
      MADOGUCHI_PORT: port,
      MADOGUCHI_ORIGIN: origin,
      MADOGUCHI_SANDBOX: sandbox,
    }: { MADOGUCHI_PORT: number; MADOGUCHI_ORIGIN: string; MADOGUCHI_SANDBOX: 'true' | 'false' },
    complain: (problem: string) => void,
  ) {
    const isSandbox = sandbox === 'true'
    if (!isSandbox && origin.startsWith('http://')) complain('MADOGUCHI_ORIGIN must be https:// outside the sandbox.')
    return { port, origin, isSandbox }
  },
}
const good = {
  MADOGUCHI_PORT: '8080',
  MADOGUCHI_ORIGIN: 'https://portal.example',
  MADOGUCHI_KEY: 'hush',
  HOME: '/root',
}

function problemsOf(source: Record<string, string | undefined>): string {
  try {
    readConfig(schema, source)
  } catch (error) {
    assert(error instanceof AppError && error.code === 'CONFIG_INVALID')
    return error.message
  }
  return ''
}

test('an operator gets a config, with the secrets apart', () => {
  assert.deepEqual(readConfig(schema, { ...good, MADOGUCHI_CORE_PORT: '1' }), {
    config: { port: 8080, origin: 'https://portal.example', isSandbox: true },
    secrets: { MADOGUCHI_KEY: 'hush' },
  })
})

test('all problems are told at once, and no value is quoted', () => {
  const message = problemsOf({
    MADOGUCHI_PORT: '80a0',
    MADOGUCHI_ORIGIN: 'https://x.example/path',
    MADOGUCHI_SANDBOX: 'yes',
    MADOGUCHI_PROT: '1',
    MADOGUCHI_LEVEL: 'hush-hush',
  })
  assert.equal(
    message,
    [
      'The configuration has 6 problem(s):',
      'MADOGUCHI_PROT is not a name this program knows.',
      'MADOGUCHI_PORT must be a whole number from 1 to 65535.',
      'MADOGUCHI_ORIGIN must be an origin such as https://portal.example, without a path.',
      'MADOGUCHI_SANDBOX must be one of true, false.',
      'MADOGUCHI_LEVEL must be one of info, debug.',
      'MADOGUCHI_KEY is missing.',
    ].join('\n- '),
  )
})

test('a contradiction between two settings is one sentence', () => {
  assert.match(
    problemsOf({ ...good, MADOGUCHI_ORIGIN: 'http://portal.example', MADOGUCHI_SANDBOX: 'false' }),
    /https:\/\/ outside the sandbox/,
  )
})

test('a typo never becomes a default', () => {
  for (const text of ['TRUE', 'True', '1', 'yes', '', ' true', 'true\n'])
    assert.match(problemsOf({ ...good, MADOGUCHI_SANDBOX: text }), /SANDBOX/)
  for (const text of [
    '',
    ' 1',
    '1 ',
    '01',
    '1.0',
    '1e3',
    '0x10',
    '+1',
    '-0',
    '0',
    '65536',
    '１',
    '99999999999999999999',
  ]) {
    assert.match(problemsOf({ ...good, MADOGUCHI_PORT: text }), /PORT/, text)
  }
  for (const text of [
    '',
    'portal.example',
    'https://a.example/',
    'HTTPS://a.example',
    'ftp://a.example',
    'https://a.example:443',
    'https://u:p@a.example',
    'null',
  ]) {
    assert.match(problemsOf({ ...good, MADOGUCHI_ORIGIN: text }), /ORIGIN/, text)
  }
})

test('names that every object has are not settings', () => {
  const odd = { settings: { toString: configText({ lengthMax: 9 }) }, secrets: {}, decide: () => 1 }
  assert.throws(() => readConfig(odd as never, {}), /toString is missing/)
})

test('whatever text is given as a port, it is a whole number in its bounds or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (text) => {
      const message = problemsOf({ ...good, MADOGUCHI_PORT: text })
      const number = Number(text)
      const isPort = /^[1-9]\d*$/.test(text) && number <= 65_535
      assert.equal(message === '', isPort)
    }),
  )
})
