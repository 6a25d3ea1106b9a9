import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { fileHere } from '@madoguchi/agency/testing'
import { systemClock } from '@madoguchi/kit'
import { demoCast } from '@madoguchi/nation'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { addAuthenticator } from './add-authenticator.ts'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import type { Demo } from './open-demo.ts'
import { openDemo } from './open-demo.ts'

let demo: Demo
let browser: Browser
before(async () => {
  if (skip !== false) return
  // The other city answers, too, and taxed whom this is about: in the demo it is a list of what it offers.
  const cast = demoCast.map((one) => (one.agency.id === 'aoba-shi' ? { ...one, part: 'joined' as const } : one))
  demo = await openDemo({ cast })
  const { residentCode, taxes, birthDate, sex, address } = findMover()
  const other = demo.nation.agencyOf('aoba-shi')
  await other.importPeople([{ personRef: 'aoba-mover', residentCode }])
  await other.importMunicipality({
    residents: [
      {
        ...{ personRef: 'aoba-mover', name: '見本 者', kana: 'ミホン モノ', birthDate, address: address.text },
        ...{ sex: sex === 'female' ? '2' : '1', householdNumber: 'aoba-1', relationship: '本人' },
      },
    ],
    assessments: taxes.map(({ fiscalYear, taxation, amounts }) => ({
      ...{ personRef: 'aoba-mover', taxYear: fiscalYear, incomeYear: fiscalYear - 1, taxation },
      ...{ assessedOn: `${fiscalYear}-06-01`, items: amounts },
    })),
  })
  await other.acquireCodes()
  await demo.nation.settle()
  browser = await openBrowser()
})
after(async () => {
  if (skip !== false) return
  await browser.close()
  await demo[Symbol.asyncDispose]()
})

/** Somebody who came from elsewhere this year. */
function findMover() {
  const mover = demo.nation.residents.find(
    ({ address, taxes }) =>
      address.municipality === 'みほん市' &&
      taxes.some(({ municipalityCode }) => municipalityCode !== address.municipalityCode),
  )
  assert(mover, 'somebody moved here')
  return mover
}

/** As the form has it, not as a test would like it. */
async function fileChildAllowance(): Promise<string> {
  const mover = findMover()
  const here = { shi: demo.nation.agencyOf('mihon-shi'), test: { clock: systemClock } }
  const filing = await fileHere(here, {
    answers: {
      claimantName: `${mover.familyName} ${mover.givenName}`,
      claimantKana: `${mover.familyKana} ${mover.givenKana}`,
      claimantBirthDate: mover.birthDate,
      claimantAddress: mover.address.text,
    },
  })
  return filing
}

async function enter(name: string): Promise<{ context: BrowserContext; page: Page }> {
  const order = { name, roles: 'look,handle,divide', affairs: 'child-allowance' }
  const made = await demo.nation.agencyOf('mihon-shi').desk.invite(order)
  assert(made.ok)
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await addAuthenticator(page, true)
  await page.goto(made.value.link)
  await page.getByRole('button', { name: 'パスキーを登録する' }).click()
  await page.waitForURL('**/login?done=registered')
  await page.getByRole('button', { name: 'パスキーでログインする' }).click()
  await page.waitForURL(`${demo.deskOrigin}/`)
  return { context, page }
}

test('児童手当 goes from arrival to its decision, with a question to another city inside, in six presses after the log-in', {
  skip,
  timeout: 300_000,
}, async () => {
  const filing = await fileChildAllowance()
  const { context, page } = await enter('体験 職員')
  let presses = 0
  const press = async (act: () => Promise<unknown>) => {
    presses += 1
    await act()
  }
  await press(() => page.keyboard.press('n'))
  await page.waitForURL(`**/cases/${filing}`)
  assert.match(await page.locator('#candidates').innerText(), /一致/)
  const candidate = page.locator('#candidates tbody tr').filter({ hasNot: page.getByText('不一致') })
  await press(() => candidate.getByRole('button', { name: 'この人に決める' }).click())
  await page.getByText('対象者を決めました').first().waitFor()
  await press(() => page.getByRole('button', { name: '地方税関係情報を照会する' }).click())
  await page.getByText('照会しました。回答は、この案件に届きます').waitFor()
  await demo.nation.settle()
  // An answer may be there before the page is.
  const waits = page.getByRole('link', { name: '回答が届いたか確かめる' })
  if (await waits.isVisible()) await press(() => waits.click())
  await page.locator('#network').getByText('現在').first().waitFor()
  assert.match(await page.locator('#network').innerText(), /所得/)
  await checkPage(page, 'desk-22-case-answered', { axe: true })
  await press(() => page.keyboard.press('g'))
  await page.waitForURL('**/granted')
  await page.getByText('認定の決定を、申請者に知らせます').waitFor()
  await press(() => page.getByRole('button', { name: '認定して知らせる' }).click())
  await page.getByText('認定し、申請者に知らせました').first().waitFor()
  assert(presses <= 6, `${presses} presses`)
  const told = await demo.nation
    .agencyOf('mihon-shi')
    .database.selectFrom('case_events')
    .select('what')
    .where('filing_id', '=', filing)
    .orderBy('number')
    .execute()
  assert.deepEqual(
    told.map(({ what }) => what),
    ['taken', 'decided'],
  )
  await context.close()
})

test('an officer works through the queue by keyboard alone, with the keys written on the page; without a script all of it are links and buttons', {
  skip,
  timeout: 300_000,
}, async () => {
  const filings = [await fileChildAllowance(), await fileChildAllowance()]
  const { context, page } = await enter('佐藤 鍵')
  const look = async (name: string) => {
    await checkPage(page, name, { axe: true })
    await page.setViewportSize({ width: 1024, height: 768 })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    assert.equal(overflow, 0, `${name} scrolls sideways on a tablet`)
    await page.screenshot({ path: fileURLToPath(new URL(`../../.screenshots/${name}-1024.png`, import.meta.url)) })
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  await page.goto(`${demo.deskOrigin}/cases`)
  await page.keyboard.press('?')
  await page.getByText('一覧で下へ').waitFor()
  await look('desk-23-cases-keys')
  await page.keyboard.press('?')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.waitForURL(/cases\/fil_/)
  const first = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  assert(filings.includes(first))
  await page.keyboard.press('t')
  await page.getByText('この案件を引き受けました').waitFor()
  await page.keyboard.press('m')
  await page.keyboard.type('n and t are letters here')
  assert.equal(await page.locator('textarea[name="text"]').inputValue(), 'n and t are letters here')
  await page.locator('textarea[name="text"]').blur()
  await page.keyboard.press('r')
  await page.getByText('この案件を手放しました').waitFor()
  await page.keyboard.press('n')
  await page.waitForURL((url) => !url.pathname.endsWith(first) && url.pathname.includes('/cases/fil_'))
  await page.keyboard.press('l')
  await page.waitForURL(`${demo.deskOrigin}/cases`)
  // Whoever dictates turns them off; the browser remembers.
  await page.keyboard.press('?')
  await page.getByLabel(/キーで操作する/).uncheck()
  await page.reload()
  await page.locator('body').press('n')
  await page.locator('body').press('?')
  assert.equal(new URL(page.url()).pathname, '/cases')

  await page.goto(`${demo.deskOrigin}/cases?state=taken&whose=nobody&due=week`)
  await page.getByText('当てはまる案件はありません').waitFor()
  await page.goto(`${demo.deskOrigin}/cases?state=taken&whose=nobody`)
  await look('desk-24-cases-filtered')
  const plain = await openContext(browser, { javaScript: false })
  await plain.addCookies(await context.cookies())
  const bare = await plain.newPage()
  await bare.goto(`${demo.deskOrigin}/cases?whose=nobody`)
  assert.equal(await bare.getByText('キー操作').isVisible(), false)
  await bare.getByRole('link', { name: '次に期限がくる案件を開く' }).click()
  await bare.waitForURL(/cases\/fil_/)
  await bare.getByRole('button', { name: '引き受ける' }).click()
  await bare.getByText('この案件を引き受けました').waitFor()
  await bare.getByRole('link', { name: '次に期限がくる案件を開く' }).click()
  await bare.waitForURL(/cases\/fil_/)
  await plain.close()
  await context.close()
})
