import assert from 'node:assert/strict'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { silentLog } from '@madoguchi/kit'
import { ignoreMissing } from '@madoguchi/kit/files'
import type { Attachments } from '../attachments/open-attachments.ts'
import { openAttachments } from '../attachments/open-attachments.ts'
import type { TestAgencies } from '../open-test-agencies.fixture.ts'
import { openTestAgencies } from '../open-test-agencies.fixture.ts'
import { gather, makeFilingSender } from '../sent-filings.fixture.ts'

describe('what officers open of a filing, where no scanner is named', () => {
  let server: EmbeddedServer
  let folder: string
  let agencies: TestAgencies
  let attachments: Attachments
  let filing: string

  before(async () => {
    server = await openTestServer()
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-read-part-'))
    const trust = { anchors: [], loadCrl: () => Promise.reject(new Error('no list')) }
    agencies = await openTestAgencies(server, { filings: { folder, trust } })
    const desk = agencies.shi.filings ?? assert.fail('filings are taken here')
    await desk.keepKeys()
    filing = (await makeFilingSender(agencies).send()).filing
    await desk.take()
    const { clock } = agencies.test
    attachments = openAttachments({ readPart: desk.readPart, scanner: undefined, clock, log: silentLog })
  })
  after(async () => {
    await agencies[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  async function listOpen(): Promise<string[]> {
    const names = await readdir('/proc/self/fd')
    const open = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(ignoreMissing)))
    return open.flatMap((to) => (to?.startsWith(folder) ? [to] : []))
  }

  it('however many downloads are begun and left, no file stays open', async () => {
    for (let i = 0; i < 100; i++) {
      const found = await attachments.findFile({ filing, index: 1 })
      assert(found?.ok)
      if (i % 2 === 0) continue
      for await (const chunk of found.value.bytes) if (chunk.length > 0) break
    }
    assert.deepEqual(await listOpen(), [])
  })

  it('a file that is gone from the disk is said to be, by whoever reads it, and the program lives on', async () => {
    const begun = await attachments.findFile({ filing, index: 1 })
    assert(begun?.ok)
    await rm(join(folder, 'parts'), { recursive: true })
    await assert.rejects(gather(begun.value.bytes), { code: 'ENOENT' })
    const place = { filing, index: 1 }
    for (const told of [await attachments.findFile(place), await attachments.findPicture({ ...place, page: 1 })])
      assert.equal(told?.ok === false && told.code, 'SCAN_FILE_LOST')
    assert.equal(await attachments.findFile({ filing, index: 2 }), undefined)
  })
})
