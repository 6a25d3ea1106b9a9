import assert from 'node:assert'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { AppError } from '@madoguchi/kit'
import fc from 'fast-check'
import { parseCardFile } from './card-file.ts'
import { makeTestCardFile } from './test-card.fixture.ts'

const file = makeTestCardFile()

test('a card file outlives JSON, and quirks that it does not name are off', () => {
  assert.deepEqual(parseCardFile(JSON.parse(JSON.stringify(file))), file)
  assert.deepEqual(parseCardFile({ ...file, quirks: {} }), file)
  assert.equal(parseCardFile({ ...file, signing: null }).signing, null)
})

test('a card file that is wrong is refused, with the name of the field and nothing of what it held', () => {
  const { authentication, attributes } = file
  const shortKey = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
  const cases: [path: string, input: unknown][] = [
    ['file', null],
    ['file', []],
    ['file.name', { ...file, name: '' }],
    ['file.atr', { ...file, atr: '1234' }],
    ['file.extra', { ...file, extra: 1 }],
    ['quirks', { ...file, quirks: 'none' }],
    ['quirks.refusesShortFileIds', { ...file, quirks: { refusesShortFileIds: 1 } }],
    ['quirks.unheardOf', { ...file, quirks: { unheardOf: true } }],
    ['authentication', { ...file, authentication: null }],
    ['authentication.pin', { ...file, authentication: { ...authentication, pin: '12345' } }],
    ['authentication.triesLeft', { ...file, authentication: { ...authentication, triesLeft: 4 } }],
    ['authentication.triesLeft', { ...file, authentication: { ...authentication, triesLeft: -1 } }],
    ['authentication.privateKeyPem', { ...file, authentication: { ...authentication, privateKeyPem: 'key' } }],
    ['authentication.privateKeyPem', { ...file, authentication: { ...authentication, privateKeyPem: shortKey } }],
    ['authentication.certificate', { ...file, authentication: { ...authentication, certificate: 'MAA=' } }],
    ['authentication.certificate', { ...file, authentication: { ...authentication, certificate: '!' } }],
    ['signing', { ...file, signing: undefined }],
    ['signing.password', { ...file, signing: { ...file.signing, password: 'abc123' } }],
    ['attributes.birthDate', { ...file, attributes: { ...attributes, birthDate: '1985-04-01' } }],
    ['attributes.sex', { ...file, attributes: { ...attributes, sex: '0' } }],
  ]
  for (const [path, input] of cases) {
    assert.throws(() => parseCardFile(input), { code: 'VIRTUAL_CARD_FILE_MALFORMED', facts: { path } }, path)
  }
})

test('whatever JSON comes, a card file is read or refused with the declared error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (input) => {
      assert.throws(
        () => parseCardFile(input),
        (error) => error instanceof AppError,
      )
    }),
  )
})
