import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { receiptNumberOf } from '@madoguchi/filing'
import { fromPlain, type PlainAnswers } from '@madoguchi/forms'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, sha256 } from '@madoguchi/kit'
import { unzipSync } from 'fflate'
import { makePng } from '../../attachments/hostile-files.fixture.ts'
import { harm, hasClamd, openClamd } from '../../attachments/scan/clamd.fixture.ts'
import { openTestAgencies, type TestAgencies } from '../../open-test-agencies.fixture.ts'
import { makeFilingSender } from '../../sent-filings.fixture.ts'
import { type DeskBrowser, deskOrigin, enterDesk } from '../testing/test-desk.fixture.ts'

const walk = new URL('../../../../../procedures/child-allowance-claim/walks/a-son-studies-abroad.json', import.meta.url)
const hasUnzip = existsSync('/usr/bin/unzip')
const skip = hasClamd ? false : 'clamav-daemon is missing'

const read = (bytes: Bytes | undefined) => Buffer.from(bytes ?? []).toString('utf8')

/** Names as strangers give them: one leads out, two are one, one is too long, one is held back. */
const papers: readonly (readonly [name: string, bytes: Bytes])[] = [
  ['../../etc/passwd', makePng({ width: 20, height: 10 })],
  ['写真.png', makePng({ width: 30, height: 10 })],
  ['写真.png', makePng({ width: 40, height: 10 })],
  [`${'長'.repeat(96)}.png`, makePng({ width: 50, height: 10 })],
  ['harmful.png', concat(makePng({ width: 60, height: 10 }), harm)],
]

describe('an officer who takes a case along', { skip }, () => {
  let server: EmbeddedServer
  let folder: string
  let world: TestAgencies
  let clamd: Awaited<ReturnType<typeof openClamd>>
  let browser: DeskBrowser
  let filing: string
  async function fetchExport(kind: string) {
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const address = `${deskOrigin}/cases/${filing}/export.${kind}`
    const response = await world.shi.desk.fetch(new Request(address, { headers: { cookie } }))
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) as Bytes }
  }
  const listLooks = () =>
    world.shi.database
      .selectFrom('desk_audit')
      .select(['by_whom', 'subject', 'reason'])
      .where('what', '=', 'case-exported')
      .orderBy('line')
      .execute()

  before(async () => {
    server = await openTestServer()
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-exports-'))
    clamd = await openClamd()
    const loadCrl = () => Promise.reject(new Error('no signature is judged here'))
    world = await openTestAgencies(server, {
      deskOrigin,
      filings: { folder: join(folder, 'parts'), trust: { anchors: [], loadCrl }, scanner: clamd.scanner },
    })
    await world.shi.filings?.keepKeys()
    const { answers } = JSON.parse(readFileSync(walk, 'utf8')) as { answers: PlainAnswers }
    const said = { ...answers, claimantName: '=HYPERLINK("http://evil") <花子> & \u0007' }
    const form = {
      answers: fromPlain(said, { from: 'typed', at: world.test.clock.now().toISOString() }),
      attachments: papers.map(([name, bytes]) => ({
        ...{ name, mediaType: 'image/png', sizeBytes: bytes.length, sha256: base64url.encode(sha256(bytes)) },
      })),
    } as never
    const sent = await makeFilingSender(world).send({ attachments: papers.map(([, bytes]) => bytes), form })
    filing = sent.filing
    await world.shi.filings?.take()
    browser = (await enterDesk(world.shi, { name: '佐藤', roles: 'look', affairs: 'child-allowance' })).browser
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await clamd[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  it('gets the form, the papers and two files about them as a ZIP that others open, under names that lead nowhere', async () => {
    const { response, bytes } = await fetchExport('zip')
    assert.equal(response.headers.get('content-type'), 'application/zip')
    assert.equal(response.headers.get('content-disposition'), `attachment; filename="${filing}.zip"`)
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    const files = unzipSync(bytes)
    const names = Object.keys(files)
    assert.deepEqual(names.slice(0, 5), [
      'sinsei.xml',
      'form.pdf',
      'Attachment/1-01_passwd.png',
      'Attachment/1-02_写真.png',
      'Attachment/1-03_写真.png',
    ])
    assert.match(names[5] ?? '', /^Attachment\/1-04_長{60,70}\.png$/)
    assert.deepEqual(names.slice(6), ['Attachment/入れなかったファイル.txt', 'sinsei_info.xml'])
    assert.deepEqual(files['Attachment/1-03_写真.png'], papers[2]?.[1], 'byte for byte')
    assert.equal(read(files['form.pdf']?.slice(0, 5)), '%PDF-')
    const path = join(folder, 'case.zip')
    await writeFile(path, bytes)
    const run = promisify(execFile)
    if (hasUnzip) assert.match((await run('unzip', ['-t', path])).stdout, /No errors detected/)
  })

  it('reads there why a file is missing, and finds nothing of what the scanner stops', async () => {
    const files = unzipSync((await fetchExport('zip')).bytes)
    const held = read(files['Attachment/入れなかったファイル.txt'])
    assert.match(held, /1-05_harmful\.png: 害を与えるものが見つかった/)
    assert.match(read(files['sinsei_info.xml']), /1-05_harmful\.png[\s\S]*<HeldBack>SCAN_HIT</)
    assert.equal(Object.keys(files).filter((name) => name.includes('harmful')).length, 0)
  })

  it('gets who applies and each answer as XML that stays well-formed whatever was typed', async () => {
    const files = unzipSync((await fetchExport('zip')).bytes)
    const [who, what] = ['sinsei.xml', 'sinsei_info.xml'].map((name) => read(files[name]))
    assert.match(who ?? '', /<Name>=HYPERLINK\("http:\/\/evil"\) &lt;花子&gt; &amp; \ufffd?<\/Name>/)
    assert(what?.includes(`<ReceiptNumber>${receiptNumberOf(filing)}</ReceiptNumber>`))
    assert.match(what ?? '', /<FormItem>\s*<Id>claimantName<\/Id>[\s\S]*?<Fragment>\s*<Value>=HYPERLINK/)
  })

  it('gets it as JSON with the form as it came, and as CSV in which nothing is a formula', async () => {
    const { bytes } = await fetchExport('json')
    const told = JSON.parse(read(bytes)) as Record<string, unknown> & { filings: { form: { filing: string } }[] }
    assert.equal(told.format, 'madoguchi-case/1')
    assert.equal(told.receiptNumber, receiptNumberOf(filing))
    assert.equal(told.filings[0]?.form.filing, filing)
    const csv = read((await fetchExport('csv')).bytes)
    assert.match(csv, /"'=HYPERLINK\(""http:\/\/evil""\)/)
    assert.doesNotMatch(csv, /(^|,)"?[=+@]/m)
  })

  it('leaves a line before each, and gets nothing whose line cannot be written', async () => {
    const before = await listLooks()
    for (const kind of ['zip', 'json', 'csv']) assert.equal((await fetchExport(kind)).response.status, 200)
    const looks = (await listLooks()).slice(before.length)
    assert.deepEqual(
      looks,
      ['zip', 'json', 'csv'].map((reason) => ({ by_whom: '佐藤', subject: filing, reason })),
    )
    await world.withoutAudit(async () => {
      for (const kind of ['zip', 'json', 'csv']) {
        const { response, bytes } = await fetchExport(kind)
        assert.equal(response.status, 500)
        assert.doesNotMatch(read(bytes), /madoguchi-case|HYPERLINK|^PK/)
      }
    })
    const page = await browser.get(`/cases/${filing}`)
    for (const kind of ['zip', 'json', 'csv'])
      assert.match(page.text, new RegExp(`href="/cases/${filing}/export.${kind}"`))
  })

  it('of another affair hears that there is none, and so does who only divides', async () => {
    for (const [name, roles, affairs] of [
      ['高橋', 'look,handle', 'protection'],
      ['山本', 'divide', 'child-allowance'],
    ] as const) {
      const other = (await enterDesk(world.shi, { name, roles, affairs })).browser
      for (const kind of ['zip', 'json', 'csv'])
        assert.equal((await other.get(`/cases/${filing}/export.${kind}`)).status, 404)
    }
  })
})
