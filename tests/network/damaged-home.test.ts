import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type DeskBrowser, deskOrigin, enterDesk } from '@madoguchi/agency/testing'
import { receiptNumberOf } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { enterByPage, fillIn, pressSend, readFilingId, readRows, takeFiling } from './filing.ts'
import { press, readSection, wordsOf } from './officer.ts'
import { openNation } from './open-nation.ts'
import { measurePng, noPhotos, readPdfWords, takePhotos } from './photos.ts'

let nation: Awaited<ReturnType<typeof openNation>>
let officer: DeskBrowser
before(async () => {
  nation = await openNation({ residents: 24, deskOrigin })
  const order = { name: '防災課の職員', roles: 'look,handle', affairs: 'filings' }
  officer = (await enterDesk(nation.agencyOf('mihon-shi'), order)).browser
})
after(() => nation[Symbol.asyncDispose]())

const home = 'みほん県みほん市里一丁目5番'
/** Midori of あおば市 asks for her aunt Umeko, whose house in みほん市 was flooded. */
const answers = {
  cause: { disasterCause: 'flood' },
  disaster: {
    ...{ 'disasterDate.era': 'western', 'disasterDate.year': '2026', 'disasterDate.month': '10' },
    ...{ 'disasterDate.day': '9', disasterName: '令和8年台風第10号' },
  },
  applicant: {
    ...{ applicantName: '渡邉 みどり', applicantKana: 'わたなべ みどり', applicantAddress: 'あおば県あおば市東1番' },
    ...{ 'applicantBirthDate.era': 'showa', 'applicantBirthDate.year': '34' },
    ...{ 'applicantBirthDate.month': '10', 'applicantBirthDate.day': '19', applicantPhone: '0999-00-0000' },
  },
  role: { applicantRole: 'agent', headName: '髙橋 梅子', headAddress: home },
  house: { isHouseAtAddress: 'no', houseAddress: home, houseKind: 'detached', houseOwnership: 'own' },
  'household/new': { memberName: '髙橋 梅子', memberRelationship: 'head' },
  damage: {
    ...{ damagedParts: ['wall', 'floor'], waterLevel: 'above-floor', waterDepth: '40' },
    damageText: '床の上まで水が来た。',
  },
  'self-assessment': { wantsSelfAssessment: 'no' },
  use: { copies: '2' },
  consent: { surveyConsent: 'yes' },
}

async function fetchBytes(path: string): Promise<Bytes> {
  const cookie = [...officer.cookies].map((pair) => pair.join('=')).join('; ')
  const { desk } = nation.agencyOf('mihon-shi')
  const response = await desk.fetch(new Request(deskOrigin + path, { headers: { cookie } }))
  assert.equal(response.status, 200, path)
  return new Uint8Array(await response.arrayBuffer())
}

test('somebody of another town sends photographs of a flooded house, signs nothing, and reads that 罹災証明書 is granted', {
  skip: noPhotos,
}, async () => {
  const browser = await enterByPage(nation, 'midori')
  const { location: draft } = await browser.post('/procedures/482013/disaster-victim-certificate/fill')
  for (const [page, entries] of Object.entries(answers)) await fillIn(browser, `${draft}/${page}`, entries)
  assert.match(wordsOf((await browser.get(`${draft}/check`)).text), /オンラインで送る/)

  const print = wordsOf((await browser.get(`${draft}/print`)).text)
  assert.match(print, /いっしょに出す書類/)
  assert.doesNotMatch(print, /このあとすること/, 'where nothing is left to do, nothing says so')
  const { jpeg, heic } = await takePhotos()
  const asked = wordsOf((await browser.get(`${draft}/files`)).text)
  assert.match(asked, /壊れたところの写真\(かならず\).*委任状\(かならず\).*家の間取りが分かるもの\(あてはまる方だけ\)/)
  assert.doesNotMatch(asked, /カードリーダー/)
  const photos = [
    ['外壁.jpg', jpeg],
    ['床.heic', heic],
    ['委任状.jpg', jpeg],
  ] as const
  const few = /書類が足りないかもしれません.*壊れたところの写真、委任状です。そえた書類は、いま1つです。/
  for (const [at, [name, bytes]] of photos.entries()) {
    assert.equal((await browser.sendFile(`${draft}/files`, 'attachment', bytes, name)).location, `${draft}/files`)
    if (at !== 0) continue
    await browser.post(`${draft}/files/next`)
    assert.match(wordsOf((await browser.get(`${draft}/send`)).text), few)
  }
  assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
  const review = wordsOf((await browser.get(`${draft}/send`)).text)
  assert.match(review, /髙橋 梅子さんの手続を、渡邉 みどりさんが出します。/)
  assert.match(review, /外壁\.jpg.*床\.heic.*この手続に署名はいりません/)
  assert.doesNotMatch(review, /署名した人|書類が足りない/)
  const filing = readFilingId(await pressSend(browser, draft))
  await takeFiling(nation, filing)

  const rows = await readRows(nation, 'mihon-shi', {
    text: `select signature, (select count(*) from people where link_code = filer_code)::int as known
      from filings where filing_id = $1`,
    values: [filing],
  })
  assert.deepEqual(rows, [{ signature: 'none', known: 0 }], 'the city knows nobody by this code')

  const path = `/cases/${filing}`
  assert.match((await officer.get('/cases')).text, new RegExp(receiptNumberOf(filing)))
  const page = (await officer.get(path)).text
  assert.match(wordsOf(page), /署名はありません.*ログインした人が、署名なしで送信/)
  assert.match(readSection(page, 'subject'), /髙橋 梅子.*みほん県みほん市里一丁目5番/)
  const [, umeko = ''] = /name="person" value="(A\d+)"/.exec(page) ?? []
  assert.match(umeko, /^A\d/, 'who may be meant is offered, and nobody is tied by it')
  const file = (index: number) => `${path}/files/${filing}/${index}`
  assert.match(readPdfWords(await fetchBytes(file(0))), /電子署名をしないで送りました/)
  assert.deepEqual(await fetchBytes(file(2)), heic, 'as it was chosen')
  assert.deepEqual(measurePng(await fetchBytes(`${file(1)}/pages/1/picture`)), [800, 1200], 'as it was held')
  assert.deepEqual(measurePng(await fetchBytes(`${file(2)}/pages/1/picture`)), [1200, 800])

  assert.match(await press(officer, path, { act: 'tie', person: umeko }), /対象者を決めました/)
  const deciding = (await officer.get(`${path}/granted`)).text
  const [, review2 = ''] = /<textarea[^>]*name="review"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(deciding) ?? []
  assert.match(review2, /みほん市長/)
  const done = await press(officer, path, { act: 'granted', reason: '床上浸水40cm。半壊です。', review: review2 })
  assert.match(done, /申請者に知らせました/)
  await nation.settle()
  const told = wordsOf((await browser.get(`/filings/${filing}`)).text)
  assert.match(told, /認められました.*半壊です。/)
  assert.match(told, /抜けずにすべてそろっています/)
})
