import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'
import { unzipSync } from 'fflate'
import { zipFiles } from './zip-files.ts'

const at = new Date(2026, 11, 1)

test('whoever reads slowly makes nothing pile up: no byte is asked for before those in front of it were taken', async () => {
  const chunk = new Uint8Array(64 * 1024).fill(7)
  let asked = 0
  function* read(count: number): Generator<Bytes> {
    for (let at = 0; at < count; at += 1) {
      asked += 1
      yield chunk
    }
  }
  async function* list() {
    yield { name: 'a', bytes: read(500) }
    yield { name: 'b', bytes: read(500) }
  }
  let taken = 0
  for await (const { length } of zipFiles(list(), at)) {
    taken += length
    assert(asked * chunk.length - taken <= chunk.length, `${asked} chunks were asked for, ${taken} bytes taken`)
  }
  assert.equal(asked, 1000)
})

test('what is stopped half-way lets go of the file it was reading', async () => {
  let isOpen = true
  async function* read(): AsyncGenerator<Bytes> {
    try {
      while (true) yield new Uint8Array(1000)
    } finally {
      isOpen = false
    }
  }
  async function* list() {
    yield { name: 'endless', bytes: read() }
  }
  let count = 0
  for await (const _ of zipFiles(list(), at)) if (++count > 5) break
  assert.equal(isOpen, false)
})

test('an empty file and names that are not ASCII come out as they went in', async () => {
  async function* list() {
    yield { name: 'から.txt', bytes: [] }
    yield { name: 'Attachment/写真.txt', bytes: [Uint8Array.of(1), Uint8Array.of(2)] }
  }
  const chunks: Bytes[] = []
  for await (const chunk of zipFiles(list(), at)) chunks.push(chunk)
  const files = unzipSync(concat(...chunks))
  assert.deepEqual(
    Object.entries(files).map(([name, bytes]) => [name, [...bytes]]),
    [
      ['から.txt', []],
      ['Attachment/写真.txt', [1, 2]],
    ],
  )
})
