import assert from 'node:assert/strict'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { hourMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { enterPages, fillDogs, papers, publishOnline } from '../testing/test-apply.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openTestPortal()
  await publishOnline(world)
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

const mostBytes = 300 * 1024 * 1024

/** Two drafts, and in the first a paper that leaves room for one more small one and a half. */
async function begin(name: string) {
  const browser = await enterPages(world, await world.makePerson(name))
  const [first, draft] = [await fillDogs(browser), await fillDogs(browser)]
  const attachTo = (path: string) => browser.sendFiles(`${path}/files`, 'attachment', [['a.pdf', papers.pdf]])
  await attachTo(first)
  const [, large = assert.fail()] = /value="(att_[\w-]{22})"/.exec((await browser.get(`${first}/files`)).text) ?? []
  const size_bytes = mostBytes - Math.floor(papers.pdf.length * 1.5)
  await db.kysely.updateTable('attachments').set({ size_bytes }).where('attachment', '=', large).execute()
  return { browser, first, draft, large, attach: () => attachTo(draft) }
}

async function listFiles(): Promise<string[]> {
  const all = await readdir(world.filingsFolder, { recursive: true })
  return all.filter((name) => /[0-9a-f]{64}$/.test(name)).map((name) => join(world.filingsFolder, name))
}

const isFull = ({ text }: { text: string }) => /あわせて300メガバイトをこえます/.test(text)

test('of many papers that come at once, no more are kept than an account has room for', async () => {
  const { attach } = await begin('at once')
  const before = (await listFiles()).length
  const all = await Promise.all(Array.from({ length: 6 }, attach))
  assert.equal(all.filter((one) => !isFull(one)).length, 1)
  assert.equal((await listFiles()).length, before + 1, 'and nothing of the others stays')
})

test('what was taken out, replaced or went with its draft counts until it is gone from the disk', async () => {
  const { browser, first, large, attach } = await begin('taken out')
  const replaced = await browser.sendFiles(`${first}/files/${large}`, 'attachment', [['b.pdf', papers.pdf]])
  assert.equal(replaced.location, `${first}/files`)
  assert.ok(isFull(await attach()))
  await browser.post(`${first}/files/remove`, { attachment: large })
  await browser.post(`${first}/remove`)
  assert.ok(isFull(await attach()))
  await world.portal.sweep()
  assert.ok(isFull(await attach()), 'it stands on the disk for an hour yet')
  const old = new Date(world.clock.now().getTime() - 2 * hourMs)
  for (const file of await listFiles()) await utimes(file, old, old)
  await world.portal.sweep()
  assert.ok(!isFull(await attach()))
})

test('whoever leaves has nobody left to count for', async () => {
  const { browser, first, large } = await begin('leaves')
  await browser.post(`${first}/files/remove`, { attachment: large })
  const { account } = await db.kysely.selectFrom('discarded_files').select('account').executeTakeFirstOrThrow()
  await db.kysely.deleteFrom('accounts').where('account', '=', account).execute()
  const left = db.kysely.selectFrom('discarded_files').select('file').where('account', '=', account)
  assert.deepEqual(await left.execute(), [])
})
