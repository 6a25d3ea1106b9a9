import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { factsFile, signFacts } from '@madoguchi/facts'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { makeTestClock, silentLog } from '@madoguchi/kit'
import { watchHeldFile } from './watch-held-file.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const network = 'test-net'
const issuedAt = '2026-11-22T00:00:00.000Z'
const data = readSandboxFacts()

/** The facts of that many versions, each with one municipality less than the one before. */
function sign(versions: number, key = privateKey): Uint8Array {
  const editions = Array.from({ length: versions }, (_, at) => ({
    ...{ version: at + 1, countsFrom: '2026-01-01', withdrawn: [] },
    data: { ...data, municipalities: data.municipalities.slice(at) },
  }))
  return signFacts({ network, issuedAt, editions }, key)
}

test('facts that are replaced under a running program are taken when they are whole, newer and signed; else it keeps what it holds and says why, once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-facts-'))
  try {
    const path = join(folder, 'facts.signed')
    const lines: string[] = []
    const note = (event: string, { code, version }: { code?: string; version?: number }) =>
      void lines.push([event, code ?? version].join(' '))
    await writeFile(path, sign(2))
    const held = await watchHeldFile(
      { path, kind: factsFile },
      {
        ...{ pinnedKey: createPublicKey(privateKey), network, clock: makeTestClock('2026-11-22T03:00:00Z') },
        log: { ...silentLog, info: note, error: note },
      },
    )
    const look = async () => {
      await held.job.run(new AbortController().signal)
      return [held.view.version, held.refusal()]
    }
    const renameTo = async (bytes: Uint8Array) => {
      await writeFile(join(folder, 'next'), bytes)
      await rename(join(folder, 'next'), path)
    }
    assert.deepEqual(await look(), [2, undefined], 'nothing changed')
    const next = sign(3)
    await writeFile(path, next.subarray(0, next.length / 2))
    assert.deepEqual(
      await look(),
      [2, 'FACTS_SIGNATURE'],
      'half of one, as whoever writes in place leaves it for a moment',
    )
    assert.deepEqual(await look(), [2, 'FACTS_SIGNATURE'])
    await writeFile(path, next)
    assert.deepEqual(await look(), [3, undefined], 'and then all of it, written in place')
    await renameTo(sign(4))
    assert.deepEqual(await look(), [4, undefined], 'another file under the same name')
    await renameTo(sign(1))
    assert.deepEqual(await look(), [4, 'FACTS_OLDER'])
    await renameTo(sign(5, generateKeyPairSync('ed25519').privateKey))
    assert.deepEqual(await look(), [4, 'FACTS_SIGNATURE'])
    await rm(path)
    assert.deepEqual(await look(), [4, 'FACTS_UNREADABLE'])
    assert.deepEqual(await look(), [4, 'FACTS_UNREADABLE'])
    await renameTo(sign(5))
    assert.deepEqual(await look(), [5, undefined])
    assert.deepEqual(lines, [
      'FACTS_REFUSED FACTS_SIGNATURE',
      'FACTS_REPLACED 3',
      'FACTS_REPLACED 4',
      'FACTS_REFUSED FACTS_OLDER',
      'FACTS_REFUSED FACTS_SIGNATURE',
      'FACTS_REFUSED FACTS_UNREADABLE',
      'FACTS_REPLACED 5',
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})
