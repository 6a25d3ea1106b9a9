import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { findMediaType } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, sha256 } from '@madoguchi/kit'
import { latin1, makePaper, makePaperThatActs, makePng } from '../../attachments/hostile-files.fixture.ts'
import { harm, hasClamd, openClamd } from '../../attachments/scan/clamd.fixture.ts'
import { openTestAgencies, type TestAgencies } from '../../open-test-agencies.fixture.ts'
import { makeFilingSender } from '../../sent-filings.fixture.ts'
import { type DeskBrowser, deskOrigin, enterDesk } from '../testing/test-desk.fixture.ts'

const hasAll = hasClamd && ['bwrap', 'pdftoppm', 'vips'].every((name) => existsSync(`/usr/bin/${name}`))
const skip = hasAll ? false : 'bubblewrap, poppler, libvips or clamav-daemon is missing'

const papers = {
  photo: makePng({ width: 2000, height: 1000 }),
  paper: concat(makePaper({ pages: 23 })),
  acts: makePaperThatActs(),
  harmful: concat(makePng({ width: 20, height: 20 }), harm),
  drawing: latin1('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
}
const kinds = {
  photo: 'image/png',
  paper: 'application/pdf',
  acts: 'application/pdf',
  harmful: 'image/png',
  drawing: 'image/png',
}
type Paper = keyof typeof papers

describe('an officer with files of strangers', { skip }, () => {
  let server: EmbeddedServer
  let folder: string
  let world: TestAgencies
  let clamd: Awaited<ReturnType<typeof openClamd>>
  let browser: DeskBrowser
  let other: DeskBrowser
  let filing: string
  const hrefOf = (paper: Paper) => `/cases/${filing}/files/${filing}/${Object.keys(papers).indexOf(paper) + 1}`
  /** As a browser asks for a file, with its bytes. */
  async function fetchBytes(path: string) {
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const response = await world.shi.desk.fetch(new Request(deskOrigin + path, { headers: { cookie } }))
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) as Bytes }
  }
  const countLooks = async () =>
    (await world.shi.database.selectFrom('desk_audit').select('line').where('what', '=', 'case-file-seen').execute())
      .length

  before(async () => {
    server = await openTestServer()
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-filings-'))
    clamd = await openClamd()
    const loadCrl = () => Promise.reject(new Error('no signature is judged here'))
    world = await openTestAgencies(server, {
      deskOrigin,
      filings: { folder, trust: { anchors: [], loadCrl }, scanner: clamd.scanner },
    })
    await world.shi.filings?.keepKeys()
    const attachments = (Object.keys(papers) as Paper[]).map((name) => ({
      ...{ name: `${name}.${kinds[name] === 'image/png' ? 'png' : 'pdf'}`, mediaType: kinds[name] },
      ...{ sizeBytes: papers[name].length, sha256: base64url.encode(sha256(papers[name])) },
    }))
    const form = { attachments } as never
    const sent = await makeFilingSender(world).send({ attachments: Object.values(papers), form })
    filing = sent.filing
    await world.shi.filings?.take()
    const roles = { name: '佐藤', roles: 'look,handle', affairs: 'child-allowance' }
    browser = (await enterDesk(world.shi, roles)).browser
    other = (await enterDesk(world.shi, { ...roles, name: '高橋', affairs: 'protection' })).browser
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await clamd[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  it('sees a photograph as a picture that no browser runs, keeps or takes for anything else, and the look is written', async () => {
    const page = await browser.get(`${hrefOf('photo')}/pages/1`)
    assert.match(
      page.text,
      /<img class="paper-picture" src="[^"]+\/pages\/1\/picture" alt="photo.png[^"]+" width="1600" height="800">/,
    )
    assert.match(page.text, /害のあるものは、見つかっていません/)
    const looks = await countLooks()
    const { response, bytes } = await fetchBytes(`${hrefOf('photo')}/pages/1/picture`)
    assert.equal(findMediaType(bytes), 'image/png')
    assert.equal(response.headers.get('content-type'), 'image/png')
    assert.equal(response.headers.get('content-security-policy'), "sandbox; default-src 'none'")
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(await countLooks(), looks + 1)
  })

  it('turns the pages of a paper, hears how many more there are, and finds no page beyond', async () => {
    const page = await browser.get(`${hrefOf('paper')}/pages/20`)
    assert.match(page.text, /paper.pdf 20ページ目/)
    assert.match(page.text, /ほか3ページ/)
    for (const odd of ['0', '21', '1x', '-1', '%00'])
      assert.equal((await browser.get(`${hrefOf('paper')}/pages/${odd}`)).status, 404)
    assert.match((await browser.get(`${hrefOf('acts')}/pages/1`)).text, /pages\/1\/picture/)
  })

  it('downloads it as it came, under its name, for no browser to open', async () => {
    const { response, bytes } = await fetchBytes(hrefOf('acts'))
    assert.deepEqual(bytes, papers.acts)
    assert.equal(response.headers.get('content-type'), 'application/octet-stream')
    assert.equal(response.headers.get('content-disposition'), `attachment; filename="file"; filename*=UTF-8''acts.pdf`)
    assert.equal(response.headers.get('content-security-policy'), "sandbox; default-src 'none'")
  })

  it('gets nothing of what the scanner stops, and reads why', async () => {
    const looks = await countLooks()
    const page = await browser.get(`${hrefOf('harmful')}/pages/1`)
    assert.match(page.text, /害を与えるものが見つかったため/)
    assert.match(page.text, /Madoguchi\.Test\.Harm/)
    assert.doesNotMatch(page.text, /<img|ダウンロードする/)
    assert.equal((await browser.get(`${hrefOf('harmful')}/pages/1/picture`)).status, 404)
    const { response, bytes } = await fetchBytes(hrefOf('harmful'))
    assert.deepEqual([response.status, bytes.length], [303, 0])
    assert.equal(await countLooks(), looks)
  })

  it('reads that a drawing with a script is no photograph, and may still take it as it came', async () => {
    const page = await browser.get(`${hrefOf('drawing')}/pages/1`)
    assert.match(page.text, /名前や種類と中身が合わない/)
    assert.doesNotMatch(page.text, /<img|onload/)
    assert.match(page.text, /届いたままのファイルをダウンロードする/)
  })

  it('of another affair hears that there is none', async () => {
    for (const path of ['', '/pages/1', '/pages/1/picture'])
      assert.equal((await other.get(hrefOf('photo') + path)).status, 404)
  })

  it('gets nothing while the scanner is away, but for what it has looked through just now', async () => {
    await clamd[Symbol.asyncDispose]()
    world.test.clock.advance(11 * 60_000)
    const page = await browser.get(`${hrefOf('photo')}/pages/1`)
    assert.match(page.text, /調べるプログラムが、答えません/)
    assert.equal((await fetchBytes(hrefOf('photo'))).response.status, 303)
    clamd = await openClamd()
  })
})
