import assert from 'node:assert/strict'
import { constants } from 'node:fs'
import { mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createSlots, openSlots, readSlots } from './slot-file.ts'

describe('a file of two slots', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-slots-'))
  })
  after(() => rm(folder, { recursive: true }))

  for (const isSyncedByWrite of [true, false]) {
    const way = isSyncedByWrite ? 'by the write itself' : 'after the write'
    it(`holds what was written last into each, synced ${way}`, async () => {
      const path = join(folder, String(isSyncedByWrite))
      await createSlots(path, 'first')
      await using file = await openSlots(path, isSyncedByWrite)
      const held: [string, string] = ['first', '']
      const writes = fc.array(
        fc.tuple(fc.constantFrom(0, 1), fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' })),
      )
      await fc.assert(
        fc.asyncProperty(writes, async (pairs) => {
          for (const [slot, drawn] of pairs) {
            const text = drawn.replaceAll('\0', '.')
            if (Buffer.byteLength(text) > 1024) {
              await assert.rejects(file.write(slot as 0 | 1, text), /longer than a slot/)
              continue
            }
            await file.write(slot as 0 | 1, text)
            held[slot] = text
          }
          const texts = (await readSlots(path)) ?? []
          for (const slot of [0, 1] as const)
            assert.equal(texts.find((one) => one.slot === slot)?.text ?? '', held[slot])
        }),
        { numRuns: 30 },
      )
      await file.write(1, 'last')
      assert.equal((await stat(path)).size, 2048)
    })
  }

  it('is on the disk when a write returns: the system was told so when it was opened', {
    skip: process.platform === 'linux' ? false : '/proc is of Linux',
  }, async () => {
    const path = join(folder, 'flags')
    await createSlots(path, 'first')
    await using file = await openSlots(path)
    await file.write(1, 'second')
    const descriptors = await readdir('/proc/self/fd')
    const targets = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')))
    const ours = descriptors[targets.indexOf(path)] ?? assert.fail('it is not open')
    const flags = /flags:\s*(\d+)/.exec(await readFile(`/proc/self/fdinfo/${ours}`, 'utf8'))?.[1] ?? ''
    assert.equal(Number.parseInt(flags, 8) & constants.O_DSYNC, constants.O_DSYNC)
  })

  it('says so when it cannot be written, and when there is none', async () => {
    const path = join(folder, 'closed')
    await createSlots(path, 'first')
    const file = await openSlots(path)
    await file[Symbol.asyncDispose]()
    await assert.rejects(file.write(1, 'second'))
    await assert.rejects(openSlots('/dev/full/none'), { code: 'ENOTDIR' })
    await assert.rejects(openSlots(join(folder, 'none')), { code: 'ENOENT' })
    assert.equal(await readSlots(join(folder, 'none')), undefined)
  })

  it('says that the disk is full', {
    skip: process.platform === 'linux' ? false : '/dev/full is of Linux',
  }, async () => {
    await using file = await openSlots('/dev/full')
    await assert.rejects(file.write(0, 'first'), { code: 'ENOSPC' })
  })
})
