import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { systemRandom } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { addItem, dog, dogsPath, owner, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { DraftContent } from './draft-content.ts'
import { parseDraftToken } from './draft-owner.ts'
import { findDraft } from './find-draft.ts'
import { changeDraft } from './save-draft.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

const source = { from: 'typed' as const, at: '2026-11-20T06:00:00.000Z' }

/** A draft as another version of the questions left it: some of them are there still, some are asked otherwise, some went. */
async function beginWith(change: (content: DraftContent) => DraftContent) {
  const browser = makeBrowser(world)
  const begun = await browser.post(dogsPath)
  const path = begun.location ?? assert.fail()
  await fillIn(browser, `${path}/owner`, owner)
  await addItem(browser, `${path}/dogs`, { entries: dog('ポチ') })
  const token = /drafts-[0-9a-f]{12}=([A-Za-z0-9_-]{86})/.exec(begun.headers.getSetCookie().join(' '))?.[1]
  const cookie = parseDraftToken(token) ?? assert.fail()
  const asker = { session: undefined, browsers: [cookie] }
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const store = { db, clock: world.clock, random: systemRandom }
  const draft = await findDraft(store, asker, path.replace('/fill/', ''))
  assert.ok(typeof draft === 'object')
  await changeDraft(store, draft, change)
  return { browser, path }
}

const older = (content: DraftContent): DraftContent => ({
  ...content,
  labels: { ...content.labels, ownerFax: '飼い主のファックス番号' },
  answers: {
    fields: {
      ...content.answers.fields,
      ownerFax: { value: '0999-22-2222', source },
      ownerPhone: { value: { choice: 'mobile' }, source },
    },
    groups: {
      ...content.answers.groups,
      dogs: (content.answers.groups.dogs ?? []).map(({ id, fields }) => ({
        id,
        fields: { ...fields, dogHeight: { value: 40, source } },
      })),
      cats: [{ id: `itm_${'x'.repeat(22)}`, fields: { catName: { value: 'タマ', source } } }],
    },
  },
})

test('a draft that was begun with other questions keeps what still fits, and names what does not', async () => {
  const { browser, path } = await beginWith(older)
  const page = (await browser.get(`${path}/owner`)).text
  assert.match(page, /value="みほん県みほん市本町一丁目2番3号"/, 'what fits stays')
  const words = wordsOf(page)
  assert.match(words, /この手続の質問が新しくなりました/)
  assert.match(words, /「飼い主のファックス番号」\s*\(書いてあったこと:0999-22-2222\)/, 'a question that went')
  assert.match(words, /「(飼い主の)?電話番号」/, 'one that takes something else now')
  assert.match(words, /なくなった質問\s*\(書いてあったこと:40\)/, 'one that nobody knows the words of')
  const check = wordsOf((await browser.get(`${path}/check`)).text)
  assert.match(check, /飼い主のファックス番号.*ポチ.*柴犬/)
})

test('what was left out is told once on the way, and stands on the check page for as long as the draft', async () => {
  const { browser, path } = await beginWith(older)
  const done = await fillIn(browser, `${path}/owner`, { ownerPhone: '0999-33-3333' })
  assert.equal(done.location, `${path}/dogs`)
  assert.doesNotMatch((await browser.get(`${path}/dogs`)).text, /質問が新しくなりました/)
  const check = wordsOf((await browser.get(`${path}/check`)).text)
  assert.match(check, /飼い主のファックス番号.*0999-22-2222.*0999-33-3333.*ポチ/)
  assert.match(check, /この内容で書類を作る/, 'nothing is missing')
})

test('a hundred answers without a question, a long one, and twelve digits are told shortly or not at all', async () => {
  const digits = Array.from({ length: 10 }, (_, last) => `12345678901${last}`)
  const said = [...digits, '長'.repeat(5000), '<script>x</script>', ...Array.from({ length: 100 }, (_, n) => `n${n}`)]
  const { browser, path } = await beginWith((content) => ({
    ...content,
    answers: {
      ...content.answers,
      fields: {
        ...content.answers.fields,
        ...Object.fromEntries(said.map((value, n) => [`gone${n}`, { value, source }])),
      },
    },
  }))
  const { text } = await browser.get(`${path}/check`)
  assert.equal(digits.filter((one) => text.includes(one)).length, 9, 'all but the one that could be a My Number')
  assert.match(text, /ほか\d+つ/)
  assert.ok(!text.includes('長'.repeat(61)) && !text.includes('<script>x'))
})
