import assert from 'node:assert'
import { test } from 'node:test'
import { type Bytes, hex, type Verdict } from '@madoguchi/kit'
import { readAuthCertificate } from './auth-certificate.ts'
import type { Transmit } from './exchange.ts'
import { logIn } from './log-in.ts'
import { readPersonAttributes } from './person-attributes.ts'
import { readVectors } from './read-vectors.fixture.ts'
import { makeScript, type ScriptVector } from './script.fixture.ts'
import { readTries } from './tries.ts'

type Case = ScriptVector & {
  operation: 'logIn' | 'readTries' | 'readAuthCertificate' | 'readPersonAttributes'
  input: {
    pin: string
    origin: string
    challenge: string
    vaultSalt?: string
    acceptLastTry?: boolean
    extendedReads?: boolean
  }
  verdict?: unknown
  error?: string
}

function run({ operation, input }: Case, transmit: Transmit): Promise<Verdict<unknown, string>> {
  if (operation === 'readTries') return readTries(transmit)
  if (operation === 'readAuthCertificate') return readAuthCertificate(transmit)
  if (operation === 'readPersonAttributes') return readPersonAttributes(transmit, input)
  const { vaultSalt, challenge, extendedReads: readsExtended = false, ...rest } = input
  const salt = vaultSalt === undefined ? {} : { vaultSalt: hex.decode(vaultSalt) }
  return logIn(transmit, { ...rest, readsExtended, challenge: hex.decode(challenge), ...salt })
}

for (const vector of readVectors<Case>('conversation')) {
  test(`conversation ${vector.name}: ${vector.comment}`, async () => {
    const { transmit, finish } = makeScript(vector)
    if (vector.error) await assert.rejects(run(vector, transmit), { code: vector.error })
    else assert.deepEqual(showBytes(await run(vector, transmit)), vector.verdict)
    finish()
  })
}

/** Bytes as hexadecimal, all else as it is: the form of the vectors. */
function showBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return hex.encode(value satisfies Bytes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, showBytes(inner)]))
}
