import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Procedure } from '@madoguchi/forms'
import { hourMs } from '@madoguchi/kit'
import { loadProcedures } from '@madoguchi/procedures'
import { enterPages, fillDogs, papers, pressSend, publishOnline } from '../testing/test-apply.fixture.ts'
import type { TestBrowser } from '../testing/test-browser.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOnline(world)
})
after(() => world[Symbol.asyncDispose]())

async function begin(name: string) {
  const browser = await enterPages(world, await world.makePerson(name))
  const draft = await fillDogs(browser)
  const attach = (file: string, bytes: Uint8Array, path = `${draft}/files`) =>
    browser.sendFiles(path, 'attachment', [[file, bytes]])
  return { browser, draft, attach }
}

const listNames = async (browser: TestBrowser, draft: string) =>
  [...(await browser.get(`${draft}/files`)).text.matchAll(/items__title">([^<]*)</g)].map(([, name]) => name)

const readIds = async (browser: TestBrowser, draft: string) =>
  [...(await browser.get(`${draft}/files`)).text.matchAll(/value="(att_[\w-]{22})"/g)].map(([, id = '']) => id)

test('papers stand in a list, in their order; one is replaced in its place, one is taken out', async () => {
  const { browser, draft, attach } = await begin('list')
  assert.match(
    wordsOf((await browser.get(`${draft}/files`)).text),
    /狂犬病の注射の証明書\(かならず\).*まだ何もそえていません/,
  )
  await attach('1.pdf', papers.pdf)
  await attach('2.jpg', papers.jpeg)
  await attach('3.pdf', papers.pdf)
  assert.deepEqual(await listNames(browser, draft), ['1.pdf', '2.jpg', '3.pdf'])
  const [first = '', second = ''] = await readIds(browser, draft)
  assert.match((await browser.get(`${draft}/files/${first}`)).text, /「1\.pdf」のかわりに送る/)
  assert.equal((await attach('あたらしい.pdf', papers.pdf, `${draft}/files/${first}`)).location, `${draft}/files`)
  await browser.post(`${draft}/files/remove`, { attachment: second })
  await browser.post(`${draft}/files/remove`, { attachment: second })
  assert.deepEqual(await listNames(browser, draft), ['あたらしい.pdf', '3.pdf'], 'pressed twice it is gone once')
  assert.equal((await browser.get(`${draft}/files/${second}`)).status, 404)
})

test('a name is nobody’s way out: folders, control characters and turned writing are not in it', async () => {
  const { browser, draft, attach } = await begin('names')
  await attach('../../etc/passwd.pdf', papers.pdf)
  await attach('C:\\a\\b\u0007.exe', papers.pdf)
  await attach('fdp.\u202eexe.pdf', papers.pdf)
  await attach(`${'長'.repeat(400)}.pdf`, papers.pdf)
  await attach('<img src=x onerror=alert(1)>.pdf', papers.pdf)
  const names = await listNames(browser, draft)
  assert.equal(names[0], 'passwd.pdf')
  for (const name of names) assert.doesNotMatch(name ?? '', /[/\\\p{Cc}\u202e<>]|^\./u)
  assert.ok(names.every((name) => (name ?? '').length <= 100))
})

test('what is none of the kinds, empty, or larger than a part is refused by name, and what stood there stands', async () => {
  const { browser, draft, attach } = await begin('refused')
  await attach('1.pdf', papers.pdf)
  assert.match((await attach('page.pdf', papers.html)).text, /PDFか写真\(JPEG、PNG、HEIC\)のファイルを選んでください/)
  assert.match((await attach('empty.pdf', new Uint8Array(0))).text, /ファイルを選んでください/)
  const large = new Uint8Array(20 * 1024 * 1024 + 1)
  large.set(papers.pdf)
  assert.match((await attach('large.pdf', large)).text, /大きすぎます/)
  assert.deepEqual(await listNames(browser, draft), ['1.pdf'])
})

test('ten thousand files in one form are one paper or none, and twenty are all that go along', async () => {
  const { browser, draft, attach } = await begin('many')
  const many = Array.from({ length: 10_000 }, (_, i) => [`${i}.pdf`, papers.pdf.slice(0, 9)] as const)
  await browser.sendFiles(`${draft}/files`, 'attachment', many)
  const before = (await listNames(browser, draft)).length
  assert.ok(before <= 1)
  for (let i = before; i < 20; i++) assert.equal((await attach(`${i}.pdf`, papers.pdf)).location, `${draft}/files`)
  assert.match((await attach('21.pdf', papers.pdf)).text, /書類は20個までです/)
})

test('a disk that is full for new papers takes none and loses none, and whoever has all together still sends', async () => {
  const fullAt = { paper: 1, filing: 1 }
  const procedures = loadProcedures().map((one): Procedure => ({ ...one, signers: [] }))
  await using full = await openTestPortal({ filingsFullAt: fullAt, procedures })
  await publishOnline(full)
  const browser = await enterPages(full, await full.makePerson('full'))
  const draft = await fillDogs(browser)
  const give = (name: string) => browser.sendFiles(`${draft}/files`, 'attachment', [[name, papers.pdf]])
  await give('1.pdf')
  fullAt.paper = 0
  const refused = await give('2.pdf')
  assert.match(refused.text, /いまは書類を受け取れません/)
  assert.deepEqual(await listNames(browser, draft), ['1.pdf'])
  fullAt.filing = 0
  assert.match((await browser.post(`${draft}/files/next`)).text, /いまは書類を受け取れません/)
  fullAt.filing = 1
  assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
  assert.match((await pressSend(browser, draft)).location ?? '', /^\/filings\/fil_/)
})

test('what stands on the disk says nothing without the card, and goes with its draft', async () => {
  const { browser, draft, attach } = await begin('sealed')
  await attach('秘密.pdf', papers.pdf)
  const list = async () =>
    (await readdir(world.filingsFolder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name))
  const before = await list()
  await browser.post(`${draft}/remove`)
  world.clock.advance(30 * 24 * hourMs)
  await world.portal.sweep()
  assert.ok((await list()).length < before.length)
})
