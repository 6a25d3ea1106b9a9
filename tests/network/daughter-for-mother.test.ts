import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type DeskBrowser, deskOrigin, enterDesk } from '@madoguchi/agency/testing'
import { utf8 } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import { enterByPage, fillIn, pressSend, readFilingId, readRows, signByCard, takeFiling } from './filing.ts'
import { press, readSection, readSeen, wordsOf } from './officer.ts'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
let proposer: DeskBrowser
let confirmer: DeskBrowser
before(async () => {
  nation = await openNation({ residents: 24, deskOrigin })
  const order = { name: '認定係の職員', roles: 'look,handle', affairs: 'long-term-care-insurance' }
  const shi = nation.agencyOf('mihon-shi')
  proposer = (await enterDesk(shi, order)).browser
  confirmer = (await enterDesk(shi, { ...order, name: '認定係の係長' })).browser
})
after(() => nation[Symbol.asyncDispose]())

function addressOf({ residents }: Nation, card: string): string {
  return residents.find(({ cardName }) => cardName === card)?.address.text ?? assert.fail(card)
}

/** Hanako writes for Umeko, as the two stand in the register. */
const listAnswers = () => ({
  role: { applicantRole: 'family' },
  applicant: {
    ...{ applicantName: '見本 花子', applicantRelationship: 'child', applicantPhone: '0999-00-0000' },
    applicantAddress: addressOf(nation, 'hanako'),
  },
  'insured-kind': { insuredKind: 'first' },
  insured: {
    ...{ insuredName: '髙橋 梅子', insuredKana: 'たかはし うめこ', insuredAddress: addressOf(nation, 'umeko') },
    ...{ 'insuredBirthDate.era': 'showa', 'insuredBirthDate.year': '25' },
    ...{ 'insuredBirthDate.month': '2', 'insuredBirthDate.day': '11' },
  },
  insurance: { insuranceState: 'none' },
  kind: { applicationKind: 'new', hasMovedIn: 'no' },
  stay: { isInFacility: 'no' },
  doctor: { hasDoctor: 'no' },
  survey: {
    ...{ surveyPlace: 'home', surveyContactName: '見本 花子', surveyContactRelationship: 'child' },
    ...{ surveyContactPhone: '0999-00-0000', surveyWeekdays: ['monday', 'friday'], wantsCompany: 'yes' },
  },
  consent: { sharingConsent: 'yes' },
})

test('a daughter files 要介護認定 for her mother: who is whom is told before she sends, at the desk, and when two officers have decided', async () => {
  const browser = await enterByPage(nation, 'hanako')
  const { location: draft } = await browser.post('/procedures/482013/long-term-care-certification/fill')
  for (const [page, entries] of Object.entries(listAnswers())) await fillIn(browser, `${draft}/${page}`, entries)
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /「家族」が出す書類です。髙橋 梅子さんの手続を、見本 花子さんが出します。/)
  assert.match(check, /被保険者証を出します。.*オンラインで送る/)
  assert.match(
    wordsOf((await browser.get(`${draft}/files`)).text),
    /介護保険 被保険者証の写真\(あてはまる方だけ\) 見当たらないときは/,
    'the city’s own words for a paper of the procedure, once',
  )
  const card = utf8.encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
  await browser.sendFile(`${draft}/files`, 'attachment', card, '被保険者証.pdf')
  await browser.post(`${draft}/files/next`)

  const { bytes: form } = await browser.get(`${draft}/send/form.pdf`)
  const signAs = async (who: string) => {
    const signed = await signByCard(nation, who, form)
    await browser.sendFile(`${draft}/send/signed`, 'attachment', signed)
    return wordsOf((await browser.get(`${draft}/send`)).text)
  }
  const byMother = await signAs('umeko')
  assert.match(byMother, /署名した人と、申請書に書いた人がちがいます.*ちがうところ: 氏名、住所。/)
  const byDaughter = await signAs('hanako')
  assert.match(byDaughter, /髙橋 梅子さんの手続を、見本 花子さんが出します。/)
  assert.doesNotMatch(byDaughter, /申請書に書いた人がちがいます/)
  const filing = readFilingId(await pressSend(browser, draft))
  await takeFiling(nation, filing)

  const path = `/cases/${filing}`
  const page = (await proposer.get(path)).text
  assert.match(wordsOf(page), /正しい署名です.*マイナンバーカードで署名/)
  const subject = readSection(page, 'subject')
  assert.match(subject, /髙橋 梅子.*1950年2月11日/)
  assert.doesNotMatch(subject, /見本/, 'the daughter is nobody whom it could be about')
  const [, umeko = ''] = /name="person" value="(A\d+)"/.exec(page) ?? []
  const tied = await press(proposer, path, { act: 'tie', person: umeko })
  assert.match(tied, /対象者を決めました/)
  const rows = await readRows(nation, 'mihon-shi', {
    text: `select subject_ref, (select link_code from people where person_ref = subject_ref) = filer_code as is_filer
      from cases join filings using (filing_id) where filing_id = $1`,
    values: [filing],
  })
  assert.deepEqual(rows, [{ subject_ref: umeko, is_filer: false }], 'it is about the mother, and the daughter filed it')

  const review = '審査請求は3か月以内に、県の介護保険審査会へ。'
  const proposed = await press(proposer, path, { act: 'granted', reason: '要介護2です。', review })
  assert.match(proposed, /認定の案を出しました/)
  await nation.settle()
  assert.doesNotMatch((await browser.get(`/filings/${filing}`)).text, /要介護2です/)
  const waiting = (await confirmer.get(`${path}/proposal`)).text
  const confirmed = await confirmer.follow(`${path}/confirm`, { seen: readSeen(waiting) })
  assert.match(confirmed.text, /申請者に知らせました/)
  await nation.settle()
  const told = wordsOf((await browser.get(`/filings/${filing}`)).text)
  assert.match(told, /認められました.*要介護2です。.*県の介護保険審査会/)
  const mother = await enterByPage(nation, 'umeko')
  assert.equal((await mother.get(`/filings/${filing}`)).status, 404, 'the mother’s own account has nothing of it')
})
