import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { enterByPage, fillIn, pressSend, readRows, sendDog, signAndSend, stepCaseAt } from './filing.ts'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation({ residents: 16 })
})
after(() => nation[Symbol.asyncDispose]())

/** What the city's desk has of a case: where it stands, and what happened in it. */
async function readCase(filing: string) {
  const [row] = await readRows(nation, 'mihon-shi', {
    text: `select state, (select array_agg(what order by step) from case_steps s where s.filing_id = c.filing_id) as steps
      from cases c where filing_id = $1`,
    values: [filing],
  })
  return row
}

const eventsOf = (filing: string) =>
  readRows(nation, 'portal', { text: 'select number from filing_events where filing = $1', values: [filing] })

async function takeUntil(isThere: () => Promise<boolean>, what: string): Promise<void> {
  await waitUntil(
    async () => {
      await nation.settle()
      await nation.agencyOf('mihon-shi').filings?.take()
      return isThere()
    },
    { what, withinMs: 120_000 },
  )
}

test('Taro sends a paper afterwards and takes the application back: the city’s case says both, and he reads what came of each', async () => {
  const browser = await enterByPage(nation, 'taro')
  const filing = await sendDog(nation, browser, 'taro')
  await takeUntil(async () => (await eventsOf(filing)).length === 1, 'the first word of the case')
  assert.deepEqual(await readCase(filing), { state: 'taken', steps: null })

  const { location: files } = await browser.post(`/filings/${filing}/papers`)
  await browser.sendFile(files, 'attachment', utf8.encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'))
  const { location: sending } = await browser.post(`${files}/next`)
  assert.equal(await pressSend(browser, sending.replace(/\/send$/, '')), `/filings/${filing}?sent=papers`)
  await takeUntil(async () => (await readCase(filing))?.steps !== null, 'the paper at the desk')
  assert.deepEqual(await readCase(filing), { state: 'taken', steps: ['papers-came'] })

  const { location: signing } = await browser.post(`/filings/${filing}/withdrawal`)
  const draft = signing.replace(/\/send$/, '')
  assert.equal(await signAndSend(nation, browser, { card: 'taro', draft }), `/filings/${filing}?sent=withdrawal`)
  assert.match((await browser.get(`/filings/${filing}`)).text, /まだ取り下げられていません/)
  await takeUntil(async () => (await eventsOf(filing)).length === 2, 'the word of the withdrawal')
  assert.deepEqual(await readCase(filing), { state: 'withdrawn', steps: ['papers-came', 'withdrawn'] })
  const page = (await browser.get(`/filings/${filing}`)).text
  assert.match(page, /この申請は取り下げられました/)
  assert.match(page, /書類が届き、審査に使われます/)
  const lines = await readRows(nation, 'core', { text: 'select about from filings order by about nulls first' })
  assert.deepEqual(lines, [{ about: null }, { about: filing }, { about: filing }])
})

test('the city asks Hanako for another number: she corrects it from the page, and the case has both revisions', async () => {
  const browser = await enterByPage(nation, 'hanako')
  const filing = await sendDog(nation, browser, 'hanako')
  await takeUntil(async () => (await eventsOf(filing)).length === 1, 'the first word of the case')
  const told = {
    ...{ by: 'みほん市 生活環境課', what: 'correction-asked' as const },
    fields: [{ field: 'ownerPhone', words: '番号が1けた足りません。' }],
  }
  await stepCaseAt(nation, 'mihon-shi', { filing, what: 'correction-asked', state: 'correction-asked', told })
  await takeUntil(async () => (await eventsOf(filing)).length === 2, 'the question')
  assert.match((await browser.get(`/filings/${filing}`)).text, /番号が1けた足りません。/)
  const { location } = await browser.post(`/filings/${filing}/correction`)
  await fillIn(browser, `${location}/owner`, { ownerPhone: '0999-00-1111' })
  const draft = location.replace(/\/correction$/, '')
  assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
  assert.equal(await signAndSend(nation, browser, { card: 'hanako', draft }), `/filings/${filing}?sent=correction`)
  await takeUntil(async () => (await eventsOf(filing)).length === 3, 'the word of the correction')
  assert.deepEqual(await readCase(filing), { state: 'corrected', steps: ['correction-asked', 'corrected'] })
  const phones = await readRows(nation, 'mihon-shi', {
    text: `select form #>> '{answers,fields,ownerPhone,value}' as phone, form #>> '{answers,fields,ownerName,value}' as name
      from filings where filing_id = $1 or about = $1 order by taken_at`,
    values: [filing],
  })
  const name = '見本 太郎'
  assert.deepEqual(phones, [
    { phone: '0999-00-0000', name },
    { phone: '0999-00-1111', name },
  ])
})
