import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Field, GroupPage, Page, Procedure } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import type { Portal } from '../app/start.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { addItem, begin, dog, owner, publishOffers, readItems, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { noContent } from './draft-content.ts'
import { readFilling } from './edit-draft.ts'

const versionOne = loadProcedures()
let procedures: readonly Procedure[] = versionOne
let world: TestPortal
let portal: Portal
const stack = new AsyncDisposableStack()
before(async () => {
  world = await openTestPortal({
    get procedures() {
      return procedures
    },
  })
  portal = world.portal
  await publishOffers(world)
})
after(async () => {
  await stack.disposeAsync()
  await world[Symbol.asyncDispose]()
})

type Change = { readonly fields?: (fields: readonly Field[]) => readonly Field[]; readonly page?: (page: Page) => Page }

/** The portal with another version of the dogs’ form. */
async function publish(before: readonly Procedure[], { fields = (same) => same, page = (same) => same }: Change) {
  procedures = before.map((one) => (one.id === 'dog-registration' ? { ...one, pages: one.pages.map(change) } : one))
  function change(one: Page): Page {
    if (one.kind === 'fields') return page({ ...one, fields: fields(one.fields) })
    if (one.kind === 'group') return page({ ...one, group: { ...one.group, fields: fields(one.group.fields) } })
    return page(one)
  }
  portal = stack.use(await world.openCopy())
}

function begins(): TestBrowser {
  procedures = versionOne
  portal = world.portal
  return makeBrowser({ portal: { fetch: (...args) => portal.fetch(...args) } })
}

const renamed = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field): Field[] => {
    if (field.id === 'ownerPhone' || field.id === 'dogIsVaccinated') return []
    if (field.id === 'dogAcquiredOn') return [{ kind: 'text', id: field.id, label: 'いつから飼っていますか' }]
    if (field.id !== 'dogSex' || field.kind !== 'choice') return [field]
    return [
      { ...field, options: field.options.map((one) => ({ ...one, id: `${one.id}-dog`, label: `${one.label}犬` })) },
    ]
  })

/** The list of dogs, asked once only. */
function askOnce(page: Page): Page {
  if (page.kind !== 'group') return page
  const { group, rules: _rules, ...rest } = page as GroupPage
  return { ...rest, kind: 'fields', fields: group.fields }
}

test('whose form changed twice reads all that it has no place for: what they typed, by the words they were asked in', async () => {
  const browser = begins()
  const path = await begin(browser)
  await fillIn(browser, `${path}/owner`, { ...owner, ownerPhone: '09-half a number' })
  const acquired = { 'dogAcquiredOn.era': 'heisei', 'dogAcquiredOn.year': '31', 'dogAcquiredOn.month': '4' }
  await addItem(browser, `${path}/dogs`, { entries: { ...dog('ポチ'), ...acquired, dogIsVaccinated: 'no' } })
  await addItem(browser, `${path}/dogs`, { entries: { ...dog('ハナ'), dogSex: 'female', dogFeatures: '片耳が\n白い' } })

  await publish(versionOne, { fields: renamed })
  const first = wordsOf((await browser.get(`${path}/left-out`)).text)
  assert.match(first, /電話番号 09-half a number/, 'half a number, whose question went')
  assert.match(
    first,
    /1頭目\(ポチ\) 性別 オス 飼い始めた日 2019年4月3日\(平成31年\)/,
    'a day, as it was written, whose question is another',
  )
  assert.match(first, /性別 オス .*2頭目\(ハナ\) 性別 メス/, 'a choice that is called otherwise, by its words')
  assert.match(first, /今年度の狂犬病予防注射 まだ/, 'the form’s own words for no')
  // Somebody saves, and one of the dogs goes: what it said before stays.
  assert.match((await browser.get(`${path}/owner`)).text, /href="[^"]*\/left-out"/)
  const saved = await fillIn(browser, `${path}/owner`)
  assert.equal(saved.location, `${path}/dogs`, 'and nobody is asked which window is right')
  const [, hana] = readItems((await browser.get(`${path}/dogs`)).text)
  await browser.post(`${path}/dogs`, { _remove: hana?.remove ?? '' })

  await publish(procedures, { page: askOnce })
  const page = (await browser.get(`${path}/left-out`)).text
  const second = wordsOf(page)
  for (const kept of ['09-half a number', '2019年4月3日(平成31年)', 'メス', 'まだ'])
    assert.ok(second.includes(kept), `${kept} was told before, and stays`)
  assert.match(
    second,
    /1頭目 名前 ポチ 種類 柴犬 生年月日 2024年5月1日\(令和6年\) .*毛の色 茶/,
    'a whole dog, item by item',
  )
  assert.doesNotMatch(second, /heisei|male|null|undefined|\[object/)
  for (const at of ['owner', 'dogs', 'check', 'print'])
    assert.match((await browser.get(`${path}/${at}`)).text, /href="[^"]*\/left-out"/, `${at} leads there`)
})

test('what was typed and refused stands with the item that it was typed in, called as its answers are', async () => {
  const browser = begins()
  const path = await begin(browser)
  await fillIn(browser, `${path}/owner`, owner)
  await addItem(browser, `${path}/dogs`, { entries: { ...dog('ポチ'), dogFeatures: '片耳が\n白い' } })
  await addItem(browser, `${path}/dogs`, { entries: { ...dog('ハチ'), dogFeatures: '足が白い' } })
  const without = (fields: readonly Field[]) => fields.filter(({ id }) => id !== 'dogFeatures')
  await publish(versionOne, { fields: without })
  const words = wordsOf((await browser.get(`${path}/left-out`)).text)
  assert.match(words, /1頭目\(ポチ\) 目立つところ 片耳が 白い .*2頭目\(ハチ\) 目立つところ 足が白い/)
})

test('what has no place goes when its writer says that they have it, what they saw and no more, and comes back for who did not mean it', async () => {
  const browser = begins()
  const path = await begin(browser)
  await fillIn(browser, `${path}/owner`, owner)
  await addItem(browser, `${path}/dogs`, { entries: dog('ポチ') })
  await publish(versionOne, { fields: renamed })
  const seen = /name="_seen" value="([^"]*)"/.exec((await browser.get(`${path}/left-out`)).text)?.[1] ?? assert.fail()
  await publish(procedures, { page: askOnce })
  const early = await browser.post(`${path}/left-out`, { _seen: seen })
  assert.equal(early.location, `${path}/left-out?told=changed`)
  const now = (await browser.get(early.location ?? '')).text
  assert.match(wordsOf(now), /まだ消していません.*電話番号 0999-00-0000.*名前 ポチ/, 'nobody had seen the dog there')

  const again = /name="_seen" value="([^"]*)"/.exec(now)?.[1] ?? assert.fail()
  const done = await browser.post(`${path}/left-out`, { _seen: again })
  assert.equal(done.location, `${path}/left-out?told=put-away`)
  const gone = (await browser.get(done.location ?? '')).text
  assert.match(wordsOf(gone), /下書きから消しました.*元に戻す/)
  assert.doesNotMatch(gone, /ポチ/)
  assert.doesNotMatch((await browser.get(`${path}/check`)).text, /left-out/)

  const back = await browser.post(`${path}/left-out`, { _go: 'undo' })
  assert.match(
    wordsOf((await browser.get(back.location ?? '')).text),
    /元に戻しました.*電話番号 0999-00-0000.*名前 ポチ/,
  )
  assert.doesNotMatch((await browser.get(`${path}/left-out?told=put-away`)).text, /下書きから消しました/)
})

test('of several that were ticked, those that are still there stay, and the one that went is told', () => {
  const procedure = versionOne.find(({ id }) => id === 'dog-registration') ?? assert.fail()
  const source = { from: 'typed' as const, at: '2026-11-20T06:00:00.000Z' }
  const field: Field = { kind: 'choices', id: 'toys', label: 'おもちゃ', options: [{ id: 'ball', label: 'ボール' }] }
  const asks: Procedure = { ...procedure, pages: [{ kind: 'fields', id: 'toys', title: 'おもちゃ', fields: [field] }] }
  const wordings = { toys: { kind: 'choices', options: [{ id: 'rope', label: 'ロープ' }] } }
  const answers = { fields: { toys: { value: { choices: ['ball', 'rope'] }, source } }, groups: {} }
  const read = readFilling({ ...noContent, answers, wordings }, { procedure: asks, today: '2026-11-22' })
  assert.deepEqual(read.filling.answers.fields.toys?.value, { choices: ['ball'] })
  assert.deepEqual(read.leftOut, [{ label: 'おもちゃ', said: 'ロープ' }])
})

test('whatever an old draft holds, its answers are told as words or not at all', () => {
  const procedure = versionOne.find(({ id }) => id === 'dog-registration') ?? assert.fail()
  const source = { from: 'typed' as const, at: '2026-11-20T06:00:00.000Z' }
  const odd = [{}, { choice: 1 }, { choices: [{}] }, { files: ['a.pdf'] }, true, 3, '', '2019-05-01', { choice: 'old' }]
  const fields = Object.fromEntries(odd.map((value, n) => [`gone${n}`, { value, source }]))
  for (const kind of ['constructor', '__proto__', 'choice', 'date', 'no-such-kind', 'account']) {
    const wordings = Object.fromEntries(Object.keys(fields).map((id) => [id, { kind }]))
    const content = { ...noContent, answers: { fields: fields as never, groups: {} }, wordings }
    const { leftOut } = readFilling(content, { procedure, today: '2026-11-22' })
    assert.equal(leftOut.length, odd.length)
    assert.ok(
      leftOut.every(({ said }) => said === undefined || (typeof said === 'string' && !said.includes('[object'))),
    )
  }
  const { leftOut } = readFilling(
    { ...noContent, answers: { fields: fields as never, groups: {} } },
    { procedure, today: '2026-11-22' },
  )
  const said = leftOut.map((one) => one.said)
  assert.deepEqual(said, [
    undefined,
    undefined,
    undefined,
    'a.pdf',
    'はい',
    '3',
    undefined,
    '2019年5月1日(令和元年)',
    'old',
  ])
})
