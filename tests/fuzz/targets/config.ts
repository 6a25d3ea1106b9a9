import assert from 'node:assert/strict'
import { AppError } from '@madoguchi/kit'
import { configInteger, configOrigin, configText, configWord, makeCookies, readConfig } from '@madoguchi/server'
import fc from 'fast-check'
import { hostileText } from '../mutate.ts'
import { makeTarget } from '../target.ts'

type Input = Readonly<Record<string, string>>
const names = [
  'MADOGUCHI_ORIGIN',
  'MADOGUCHI_PORT',
  'MADOGUCHI_MODE',
  'MADOGUCHI_DEMO',
  'MADOGUCHI_NAME',
  'MADOGUCHI_KEY',
]

/** A wrong environment: all that is wrong is said at once, and no value is quoted. */
export const config = makeTarget<Input>({
  name: 'config',
  shortRuns: 2000,
  msMax: 500,
  stepsMax: 20_000,
  async open() {
    const good = fc.constantFrom(
      'https://portal.example',
      'http://localhost:8480',
      '8480',
      'sandbox',
      'production',
      'true',
      '機構',
    )
    const strange = Array.from({ length: 1_000 }, (_, i) => [`MADOGUCHI_${i}`, 'x'.repeat(500)] as const)
    return {
      large: [Object.fromEntries(strange), Object.fromEntries(names.map((name) => [name, 'https://a'.repeat(14_000)]))],
      inputs: fc
        .array(
          fc.tuple(
            fc.oneof(
              { weight: 9, arbitrary: fc.constantFrom(...names) },
              hostileText().map((text) => `MADOGUCHI_${text}`),
              hostileText(),
            ),
            fc.oneof(good, good, hostileText()),
          ),
          { maxLength: 9 },
        )
        .map((pairs) => Object.fromEntries(pairs)),
      check(source) {
        try {
          const { config: read, secrets } = readConfig(
            {
              settings: {
                MADOGUCHI_ORIGIN: configOrigin(),
                MADOGUCHI_PORT: configInteger({ min: 1, max: 65_535 }),
                MADOGUCHI_MODE: configWord('sandbox', 'production'),
                MADOGUCHI_NAME: configText({ lengthMax: 40 }),
              },
              secrets: { MADOGUCHI_KEY: configText({ lengthMax: 100 }) },
              decide: (settings) => settings,
            },
            source,
          )
          assert.equal(new URL(read.MADOGUCHI_ORIGIN).origin, read.MADOGUCHI_ORIGIN)
          assert.ok(read.MADOGUCHI_PORT >= 1 && read.MADOGUCHI_PORT <= 65_535)
          assert.equal(secrets.MADOGUCHI_KEY, source.MADOGUCHI_KEY)
          makeCookies({ origin: read.MADOGUCHI_ORIGIN, isProduction: false })
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          assert.equal(error.code, 'CONFIG_INVALID')
          // The messages name an origin as an example.
          const secret = (source.MADOGUCHI_KEY ?? '').replace('https://portal.example', '')
          const isTelling =
            secret.length > 12 &&
            !Object.keys(source).some((name) => name.includes(secret)) &&
            error.message.includes(secret)
          assert.ok(!isTelling, 'a secret stands in the message')
        }
      },
    }
  },
})
