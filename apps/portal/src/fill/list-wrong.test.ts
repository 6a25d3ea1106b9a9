import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Field, Page, Procedure } from '@madoguchi/forms'
import { entryName, getFieldKind, listFields } from '@madoguchi/forms'
import { dayMs } from '@madoguchi/kit'
import { loadProcedures } from '@madoguchi/procedures'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { addItem, begin, dog, owner, publishOffers, readItems, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { listUnread } from './list-unread.ts'
import { findUnfinished, isWhole } from './list-wrong.ts'
import { namePlace } from './place.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

const see = async (browser: TestBrowser, path: string) => {
  const { text, location } = await browser.get(path)
  return { text, words: wordsOf(text), location }
}

test('an optional box whose text was refused: list, check, print and progress say which, and lead to it', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const refused = await fillIn(browser, `${draft}/owner`, { ...owner, ownerPostalCode: '123-456' })
  assert.equal(refused.status, 422)
  const marks = { ...dog('ポチ'), dogFeatures: '左の耳に\n白い点' }
  const item = await addItem(browser, `${draft}/dogs`, { entries: marks })
  assert.equal(item.status, 422)
  const list = await see(browser, `${draft}/dogs`)
  assert.match(list.words, /1頭目.*入力の途中/)
  const left = await browser.post(`${draft}/dogs`, { _go: 'next' })
  assert.equal(left.status, 422, 'a list is left like a page: with what is wrong said')
  assert.match(left.text, new RegExp(`href="${item.path}#dogFeatures"`))
  assert.equal((await browser.get(draft)).location, `${draft}/owner`, 'whoever goes on is led there')
  const check = await see(browser, `${draft}/check`)
  assert.match(check.words, /直すところがあります.*「郵便番号」は、数字7けた.*1頭目: 「目立つところ」/)
  assert.match(check.words, /郵便番号 書類に載りません 書いてあること:123-456 変更/)
  assert.match(check.words, /目立つところ 書類に載りません 書いてあること:左の耳に 白い点/)
  assert.doesNotMatch(check.words, /この内容で書類を作る/)
  assert.match(check.text, new RegExp(`href="${draft}/owner\\?from=check#ownerPostalCode"`))
  assert.doesNotMatch(check.text, /step--done/, 'no step is done in which something is wrong')
  for (const page of ['print', 'sign']) {
    const { text, words, location } = await see(browser, `${draft}/${page}`)
    if (page === 'sign' && location !== null) continue
    assert.match(words, /書いてあるのに、書類に載らないものが2つあります/, page)
    assert.match(
      words,
      /「郵便番号」 書いてあること:123-456.*1頭目の「目立つところ」 書いてあること:左の耳に 白い点/,
      page,
    )
    assert.match(text, new RegExp(`href="${item.path}#dogFeatures"`), page)
  }
  await fillIn(browser, `${draft}/owner`, { ownerPostalCode: '123-4567' })
  await fillIn(browser, item.path, { dogFeatures: '左の耳に白い点' })
  assert.equal((await browser.post(`${draft}/dogs`, { _go: 'next' })).location, `${draft}/check`)
  assert.match((await see(browser, `${draft}/check`)).words, /この内容で書類を作る/)
  assert.doesNotMatch((await see(browser, `${draft}/print`)).words, /載らないもの|空欄のまま/)
})

test('a text that was right before and was changed to a refused one is not on the paper any more, and that is said', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, { ...owner, ownerPostalCode: '123-4567' })
  await fillIn(browser, `${draft}/owner`, { ownerPostalCode: '12' }, 'back')
  assert.match((await see(browser, `${draft}/print`)).words, /「郵便番号」 書いてあること:12 /)
  assert.match((await see(browser, `${draft}/check`)).words, /郵便番号 書類に載りません 書いてあること:12 変更/)
})

test('a refused day is told as it was typed, and the right fault of a box that has to be filled in', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/long-term-care-certification/fill')
  await fillIn(browser, `${draft}/role`, { applicantRole: 'self' })
  const day = {
    'insuredBirthDate.era': 'reiwa',
    'insuredBirthDate.year': '2026',
    'insuredBirthDate.month': '3',
    'insuredBirthDate.day': '31',
  }
  await fillIn(browser, `${draft}/insured`, day, 'back')
  const { words } = await see(browser, `${draft}/check`)
  assert.match(words, /令和の年としては大きすぎます/)
  assert.match(words, /書類に載りません 書いてあること:令和2026年3月31日/)
  assert.doesNotMatch(words, /「生年月日」に、まだ答えがありません/)
})

test('a refused text in an item that was taken out is no matter, and one that is put back is told again', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  await addItem(browser, `${draft}/dogs`, { entries: dog('ハチ') })
  await addItem(browser, `${draft}/dogs`, { entries: { ...dog('ポチ'), dogFeatures: '一\n二' } })
  const [, second] = readItems((await browser.get(`${draft}/dogs`)).text)
  await browser.post(`${draft}/dogs`, { _remove: second?.remove ?? '' })
  assert.doesNotMatch((await see(browser, `${draft}/print`)).words, /載らないもの/)
  await browser.post(`${draft}/dogs`, { _undo: /dogs\/(itm_[\w-]+)/.exec(second?.path ?? '')?.[1] ?? '' })
  assert.match((await see(browser, `${draft}/print`)).words, /2頭目の「目立つところ」/)
})

test('a refused text on a page that is off the way by now is counted among what is not used', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/long-term-care-certification/fill')
  await fillIn(browser, `${draft}/role`, { applicantRole: 'family' })
  await fillIn(browser, `${draft}/applicant`, { applicantPostalCode: '12' }, 'back')
  assert.match((await see(browser, `${draft}/print`)).words, /書いてあること:12 /)
  await fillIn(browser, `${draft}/role`, { applicantRole: 'self' })
  assert.doesNotMatch((await see(browser, `${draft}/print`)).words, /書いてあること:12 /)
  assert.match((await see(browser, `${draft}/check`)).words, /使わない答えが1つあります/)
})

test('a text that was refused one day and can be read the next is not on the paper before somebody saves it', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  const tomorrow = { ...dog('ポチ'), 'dogAcquiredOn.day': '23' }
  const item = await addItem(browser, `${draft}/dogs`, { entries: tomorrow })
  assert.equal(item.status, 422)
  world.clock.advance(dayMs)
  const check = await see(browser, `${draft}/check`)
  assert.match(check.words, /1頭目: 「[^」]*」に書いたものは、まだ保存されていません/)
  assert.match((await see(browser, `${draft}/print`)).words, /書いてあること:2026年11月23日/)
  assert.equal((await fillIn(browser, item.path)).status, 303)
  assert.doesNotMatch((await see(browser, `${draft}/check`)).words, /足りないところ/)
})

/** The same question where everybody is asked it. */
function askAlone(procedure: Procedure, page: Page, field: Field): Procedure {
  const { when: _, ...always } = field
  const alone: Page =
    page.kind === 'group'
      ? {
          kind: 'group',
          id: page.id,
          title: page.title,
          group: { ...page.group, rules: [], fields: [always as Field] },
        }
      : { kind: 'fields', id: page.id, title: page.title, fields: [always as Field] }
  return { ...procedure, pages: [alone] }
}

test('whatever kind an optional box is of, and of whichever form, a text that it cannot take is told', () => {
  const kinds = new Set<string>()
  const boxes = loadProcedures().flatMap((procedure) =>
    procedure.pages.flatMap((page) => listFields(page).map((field) => ({ procedure, page, field }))),
  )
  for (const { procedure, page, field } of boxes.filter(
    (box) => box.field.isOptional === true && box.field.kind !== 'consent',
  )) {
    const item = page.kind === 'group' ? 'itm_AAAAAAAAAAAAAAAAAAAAAA' : undefined
    const groups = page.kind === 'group' ? { [page.group.id]: [{ id: item ?? '', fields: {} }] } : {}
    const filling = {
      procedure: askAlone(procedure, page, field),
      today: '2026-11-22',
      answers: { fields: {}, groups },
    }
    const entries = getFieldKind(field).parts.map((part) => [entryName(field.id, { part }), ['x\u0007']] as const)
    const content = {
      answers: filling.answers,
      typed: { [namePlace({ page: page.id, item })]: Object.fromEntries(entries) },
    }
    const fill = { filling, draft: { content }, now: '2026-11-22T06:00:00.000Z' }
    const told = listUnread(fill).map((box) => [box.error.item, box.error.field, box.label])
    assert.deepEqual(told, [[item, field.id, field.label]], `${procedure.id} ${field.id}`)
    assert.ok(!isWhole(fill) && findUnfinished(fill)?.id === page.id, field.id)
    kinds.add(field.kind)
  }
  assert.ok(kinds.size >= 5, [...kinds].join())
})

test('only one function says what is wrong with a draft', () => {
  const folder = new URL('..', import.meta.url)
  const asking = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => {
      const source = readFileSync(new URL(name, folder), 'utf8')
      const imports = [...source.matchAll(/import \{([^}]*)\} from '@madoguchi\/forms'/g)].map(([, names]) => names)
      return imports.some((names) => /\b(validate|isComplete)\b/.test(names ?? ''))
    })
  assert.deepEqual(asking, ['fill/list-wrong.ts'])
})
