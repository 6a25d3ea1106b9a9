import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { caseEvent, receiptNumberOf } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { base64, dayMs, japaneseDay } from '@madoguchi/kit'
import { verifySignedPdf } from '@madoguchi/pades'
import { runTool } from '@madoguchi/pades/testing'
import type { TrustAnchor } from '@madoguchi/pki'
import { pinAnchor } from '@madoguchi/pki'
import { createCa, issueSeal, makeRsaKeyPair, sealCaName } from '@madoguchi/pki/issue'
import type { AgencySeal } from '../../notices/seal-document.ts'
import { openTestAgencies, type TestAgencies } from '../../open-test-agencies.fixture.ts'
import { type DeskBrowser, deskOrigin, enterDesk } from '../testing/test-desk.fixture.ts'
import { fileHere } from './testing/file-here.fixture.ts'

const isThere = spawnSync('pdfsig', ['-v']).error === undefined
const withPoppler = isThere ? {} : { skip: 'poppler-utils (pdfsig, pdftotext) is not installed' }
const review = '3か月以内に、みほん県知事に審査請求ができます。'

describe('the 通知書 of a decision', withPoppler, () => {
  let server: EmbeddedServer
  let world: TestAgencies
  let officer: DeskBrowser
  let anchor: TrustAnchor
  const readText = (pdf: Bytes) =>
    execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s/g, '')

  async function makeSeal(): Promise<AgencySeal> {
    const now = Date.now()
    const lives = { notBefore: new Date(now - 3650 * dayMs), notAfter: new Date(now + 3650 * dayMs) }
    const ca = await createCa({ name: sealCaName, serial: 1n, ...lives })
    const keys = await makeRsaKeyPair()
    const agency = { name: 'みほん市', id: 'mihon-shi' }
    const { der } = await issueSeal({ ca, publicKey: keys.publicKey, agency, serial: 2n, ...lives })
    const pinned = pinAnchor('seals', ca.certificate)
    assert(pinned.ok)
    anchor = pinned.value
    return { certificate: der, authority: ca.certificate.der, privateKey: keys.privateKey }
  }

  async function decide(filing: string, outcome: 'granted' | 'rejected', reason: string): Promise<string> {
    const { text } = await officer.get(`/cases/${filing}/${outcome}`)
    const seen = /name="seen" value="(\d+)"/.exec(text)?.[1] ?? assert.fail('no version')
    return (await officer.follow(`/cases/${filing}/${outcome}`, { seen, reason, review })).text
  }

  /** The notices that the citizen got, in order. */
  async function readNotices(filing: string): Promise<readonly { name: string; pdf: Bytes }[]> {
    const rows = world.shi.database.selectFrom('case_events').select('event').where('filing_id', '=', filing)
    const events = (await rows.orderBy('number').execute()).map(({ event }) => caseEvent.parse(event))
    return events.flatMap(({ decision }) =>
      decision?.notice === undefined
        ? []
        : [{ name: decision.notice.name, pdf: base64.decode(decision.notice.base64) }],
    )
  }

  async function judge(pdf: Bytes) {
    const read = await verifySignedPdf(pdf, { anchors: [], sealAnchors: [anchor], at: world.test.clock.now() })
    return read.ok ? read.value : assert.fail(read.code)
  }

  before(async () => {
    server = await openTestServer()
    world = await openTestAgencies(server, { deskOrigin, seal: await makeSeal() })
    const roles = { roles: 'look,handle', affairs: 'child-allowance' }
    officer = (await enterDesk(world.shi, { name: '佐藤', ...roles })).browser
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('says to whom, what, why and where to ask for a review, under the seal of the agency; pdfsig calls it valid', async () => {
    const filing = await fileHere(world)
    const reason = '所得が限度額をこえています'
    await decide(filing, 'rejected', reason)
    const [notice, ...others] = await readNotices(filing)
    assert(notice !== undefined && others.length === 0)
    const text = readText(notice.pdf)
    for (const said of [receiptNumberOf(filing), '髙橋花子様', '児童手当認定請求書', '却下', reason, review])
      assert.ok(text.includes(said.replace(/\s/g, '')), said)
    const [report] = await judge(notice.pdf)
    assert.deepEqual([report?.sealOf, report?.verdict.kind, report?.revocation], ['みほん市', 'good', 'nobody to ask'])
    assert.match(runTool('pdfsig', ['-nocert', 'in.pdf'], { 'in.pdf': notice.pdf }).output, /Signature is Valid/)
  })

  it('that was changed is told so, and so is one whose seal nobody vouches for', async () => {
    const filing = await fileHere(world)
    await decide(filing, 'granted', '')
    const [notice] = await readNotices(filing)
    assert(notice !== undefined)
    const changed = notice.pdf.slice()
    changed[9] = (changed[9] ?? 0) ^ 1
    assert.equal((await judge(changed))[0]?.verdict.kind, 'broken')
    const stranger = await verifySignedPdf(notice.pdf, { anchors: [anchor], at: world.test.clock.now() })
    assert.ok(stranger.ok)
    assert.deepEqual(stranger.value[0]?.verdict, { kind: 'uncheckable', code: 'CERT_POLICY' }, 'a seal is no citizen')
  })

  it('of a changed decision names the one that it replaces', async () => {
    const filing = await fileHere(world)
    await decide(filing, 'granted', '')
    await decide(filing, 'rejected', '計算の誤りがありました')
    const [first, second] = await readNotices(filing)
    assert(first !== undefined && second !== undefined)
    const number = `${receiptNumberOf(filing)}第1号`
    assert.ok(readText(first.pdf).includes(number))
    assert.ok(readText(second.pdf).includes(`先の通知書（${number}）に代わる`))
  })

  it('is addressed to the name as it was corrected, and not as it was first written', async () => {
    const filing = await fileHere(world)
    const path = `/cases/${filing}/correction`
    const seen = /name="seen" value="(\d+)"/.exec((await officer.get(path)).text)?.[1] ?? assert.fail('no version')
    const until = japaneseDay(new Date(world.test.clock.now().getTime() + 10 * dayMs))
    await officer.follow(path, { seen, 'words.claimantName': '住民票の字で', until, isSure: 'yes' })
    await fileHere(world, { about: filing, what: 'correction', answers: { claimantName: '架空 正子' } })
    await decide(filing, 'granted', '')
    const [notice] = await readNotices(filing)
    assert.ok(notice !== undefined && readText(notice.pdf).includes('架空正子様'))
  })

  it('is as large on its way whether it grants or refuses', async () => {
    for (const outcome of ['granted', 'rejected'] as const) {
      const filing = await fileHere(world)
      await decide(filing, outcome, '理由')
      await world.test.settle()
      const sent = world.peers.core.take('case-event').filter(({ body }) => body.filing === filing)
      assert.equal(sent.at(-1)?.payload.length, 200 * 1024 + 48, outcome)
    }
  })
})
