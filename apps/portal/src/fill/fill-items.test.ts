import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillIn, readFillForm } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { addItem, begin, dog, owner, publishOffers, readItems, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

/** A draft with dogs of these names; gives the address of their list. */
async function beginWith(browser: TestBrowser, names: readonly string[]): Promise<string> {
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  for (const name of names) await addItem(browser, `${draft}/dogs`, { entries: dog(name) })
  return `${draft}/dogs`
}

async function look(browser: TestBrowser, path: string) {
  const { text } = await browser.get(path)
  const names = [...(/<ol class="items"[\s\S]*?<\/ol>/.exec(text)?.[0].matchAll(/(\S+)、柴犬/g) ?? [])]
  const listed = names.map(([, name = '']) => name.replace(/.*>/, ''))
  return { text, words: wordsOf(text), items: readItems(text), names: listed.join(' ') }
}

/** Presses a button of the list and looks at what it leads to. */
async function press(browser: TestBrowser, list: string, fields: Readonly<Record<string, string>>) {
  const { location } = await browser.post(list, fields)
  return { ...(await look(browser, location ?? '')), location: location ?? '' }
}

test('whoever takes a dog out reads its name, and loading the page again takes no other', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ', 'シロ', 'クロ'])
  const before = await look(browser, list)
  assert.equal(before.names, 'ポチ シロ クロ')
  const remove = { _remove: before.items[0]?.remove ?? '' }
  const gone = await press(browser, list, remove)
  assert.match(gone.words, /「ポチ」を消しました.*2件あります/)
  assert.equal(gone.names, 'シロ クロ')
  assert.match((await look(browser, gone.location)).words, /「ポチ」を消しました/)
  const again = await press(browser, list, remove)
  assert.match(again.words, /「ポチ」は、もう消してあります/)
  assert.equal(again.names, 'シロ クロ')
})

test('an old window takes out the dog that it shows, not the one that moved to its number', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ', 'シロ', 'クロ'])
  const { items } = await look(browser, list)
  await press(browser, list, { _remove: items[0]?.remove ?? '' })
  const old = await press(browser, list, { _remove: items[1]?.remove ?? '' })
  assert.match(old.words, /「シロ」を消しました/)
  assert.equal(old.names, 'クロ')
})

test('a dog that was changed since the list was seen stays, and the page says so', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ', 'シロ'])
  const { items } = await look(browser, list)
  await fillIn(browser, items[1]?.path ?? '', { dogName: 'シロ太' })
  const kept = await press(browser, list, { _remove: items[1]?.remove ?? '' })
  assert.match(kept.words, /「シロ太」は、消していません/)
  assert.equal(kept.names, 'ポチ シロ太')
  assert.equal((await press(browser, list, { _remove: kept.items[1]?.remove ?? '' })).names, 'ポチ')
})

test('whatever was taken out comes back where it stood, in whichever order it is put back', async () => {
  const names = ['ポチ', 'シロ', 'クロ', 'ハナ']
  for (const order of [
    [0, 1, 2, 3],
    [3, 1, 0, 2],
    [2, 0, 3, 1],
    [1, 3, 2, 0],
  ]) {
    const browser = makeBrowser(world)
    const list = await beginWith(browser, names)
    const { items } = await look(browser, list)
    const idOf = (at: number) => items[at]?.path.split('/').at(-1) ?? ''
    for (const at of [1, 0, 3, 2]) await press(browser, list, { _remove: items[at]?.remove ?? '' })
    assert.match((await look(browser, list)).words, /消したもの\(4件\)/)
    for (const at of order) {
      const back = await press(browser, list, { _undo: idOf(at) })
      assert.ok(back.words.includes(`「${names[at]}」を元に戻しました`))
    }
    const after = await look(browser, list)
    assert.equal(after.names, names.join(' '))
    assert.doesNotMatch(after.text, /消したもの/)
    assert.equal(
      (await press(browser, list, { _undo: idOf(0) })).names,
      names.join(' '),
      'a second press puts none back',
    )
  }
})

test('what was half-written in a dog is there again when it is put back', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ', 'シロ'])
  const first = await look(browser, list)
  const path = first.items[1]?.path ?? ''
  await fillIn(browser, path, { 'dogBirthDate.month': '13月' }, 'back')
  const half = await look(browser, list)
  assert.match(half.words, /2頭目 入力の途中/)
  await press(browser, list, { _remove: half.items[0]?.remove ?? '' })
  assert.match((await browser.get(path)).text, /value="13月"/, 'it stays where it is')
  await press(browser, list, { _remove: (await look(browser, list)).items[0]?.remove ?? '' })
  assert.match((await look(browser, list)).words, /まだありません/)
  await press(browser, list, { _undo: path.split('/').at(-1) ?? '' })
  assert.match((await browser.get(path)).text, /value="13月"/)
})

test('whoever sends the page of a new dog twice has one more, and two windows that add have both', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, [])
  const path = (await browser.get(`${list}/new`)).location ?? ''
  const { action, entries } = readFillForm((await browser.get(path)).text)
  for (let n = 0; n < 2; n++)
    assert.equal((await browser.post(action, { ...entries, ...dog('ポチ'), _go: 'next' })).location, list)
  assert.equal((await look(browser, list)).names, 'ポチ')
  const [one = '', two = ''] = [
    (await browser.get(`${list}/new`)).location ?? '',
    (await browser.get(`${list}/new`)).location ?? '',
  ]
  const forms = [one, two].map(async (address) => readFillForm((await browser.get(address)).text))
  for (const [at, form] of (await Promise.all(forms)).entries())
    await browser.post(form.action, { ...form.entries, ...dog(['シロ', 'クロ'][at] ?? ''), _go: 'next' })
  assert.equal((await look(browser, list)).names, 'ポチ シロ クロ')
  await fillIn(browser, (await browser.get(`${list}/new`)).location ?? '', {}, 'back')
  assert.equal((await look(browser, list)).names, 'ポチ シロ クロ', 'an empty one is none')
})

test('what is written for a dog that another window took out asks first, and comes back with what was written', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ', 'シロ'])
  const { items } = await look(browser, list)
  const path = items[0]?.path ?? ''
  const { action, entries } = readFillForm((await browser.get(path)).text)
  await press(browser, list, { _remove: items[0]?.remove ?? '' })
  assert.equal((await browser.post(action, { ...entries, dogName: 'ポチ丸', _go: 'save' })).status, 409)
  const asked = await browser.post(action, { ...entries, dogName: 'ポチ丸', _go: 'next' })
  assert.equal(asked.status, 409)
  assert.match(wordsOf(asked.text), /別の画面で消されました/)
  assert.match(asked.text, /name="dogName" value="ポチ丸"/)
  assert.equal((await look(browser, list)).names, 'シロ')
  const led = (await browser.get(path)).location ?? ''
  assert.match((await look(browser, led)).words, /「ポチ」は、もう消してあります/)
  await browser.post(action, { ...entries, dogName: 'ポチ丸', _go: 'mine' })
  assert.equal((await look(browser, list)).names, 'ポチ丸 シロ')
})

test('of a list from which much was taken out the newest thirty come back, and nothing else is lost', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, [])
  let [first, last] = ['', '']
  for (let n = 0; n < 32; n++) {
    last = (await addItem(browser, list, { entries: dog(`犬${n}`) })).path
    if (n === 0) first = last
    await press(browser, list, { _remove: (await look(browser, list)).items[0]?.remove ?? '' })
  }
  assert.match((await look(browser, list)).words, /消したもの\(30件\)/)
  const unknown = await press(browser, list, { _remove: `itm_${'x'.repeat(22)}.x` })
  assert.match(unknown.words, /消そうとしたものは、もう一覧にありません/)
  assert.equal((await press(browser, list, { _undo: last.split('/').at(-1) ?? '' })).names, '犬31')
  const stale = (await browser.get(first)).location ?? ''
  assert.match((await look(browser, stale)).words, /開こうとしたものは、もう一覧にありません.*新しいものから30件/)
  assert.equal((await look(browser, list)).names, '犬31', 'no empty one is opened in its place')
})

test('the page of a dog that was open while dogs still had numbers loses nothing when it is sent', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ'])
  const numbered = (number: number, name: string) => ({
    ...Object.fromEntries(Object.entries(dog(name)).map(([box, text]) => [`dogs.${number}.${box}`, text])),
    _go: 'next',
  })
  const added = await browser.post(`${list}/1`, numbered(1, 'シロ'))
  assert.equal(added.location, list)
  assert.equal((await look(browser, list)).names, 'ポチ シロ')
  const changed = await browser.post(`${list}/1`, numbered(1, 'シロ丸'))
  assert.equal(changed.location, list)
  assert.equal((await look(browser, list)).names, 'ポチ シロ丸')
  const half = await browser.post(`${list}/1`, { ...numbered(1, 'シロ丸'), 'dogs.1.dogColour': '' })
  assert.equal(half.status, 422)
  assert.match(half.text, /value="シロ丸"/)
})

test('a list with a dog that is not finished leads to what is missing on its own page', async () => {
  const browser = makeBrowser(world)
  const list = await beginWith(browser, ['ポチ'])
  const { path } = await addItem(browser, list, { entries: { ...dog('シロ'), dogColour: '' }, goal: 'back' })
  const refused = await browser.post(list, { _go: 'next' })
  assert.equal(refused.status, 422)
  const summary = /id="error-summary"[\s\S]*?<\/div>/.exec(refused.text)?.[0] ?? ''
  assert.match(summary, new RegExp(`<a href="${path}#dogColour">2頭目`))
  assert.match((await browser.get(path)).text, /id="dogColour"/)
})

test('a button of no dog takes nobody on from the list, and the list says that there is none', async () => {
  const browser = makeBrowser(world)
  const list = `${await begin(browser)}/dogs`
  for (const name of ['_remove', '_undo'])
    for (const value of ['nonsense', '', '1.2'])
      assert.match(
        (await browser.post(list, { [name]: value })).location ?? '',
        /\/dogs\?told=gone/,
        `${name} ${value}`,
      )
})
