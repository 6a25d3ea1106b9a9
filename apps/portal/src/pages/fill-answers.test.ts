import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Procedure } from '@madoguchi/forms'
import { dayMs } from '@madoguchi/kit'
import { loadProcedures } from '@madoguchi/procedures'
import { fillIn } from '../testing/read-fill-form.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards, procedures: [makeProcedure()] })
  const offer = { procedure: 'dog-registration', addressee: 'みほん市長', ways: ['print' as const], counters: [] }
  const body = { municipality: '482013', version: 1, counters: [], offers: [offer] }
  const notAfter = world.clock.now().getTime() + dayMs
  assert.equal(await world.peers.send('city', { name: 'offers', to: 'mihon-portal', body, notAfter }), undefined)
})
after(() => world[Symbol.asyncDispose]())

/** A real one, whose first page may be filled in from an answer about the household. */
function makeProcedure(): Procedure {
  const procedure = loadProcedures().find(({ id }) => id === 'dog-registration')
  assert.ok(procedure)
  const pages = procedure.pages.map((page) => {
    if (page.kind !== 'fields') return page
    const fill = { from: 'answer' as const, informationType: 'household', item: 'members' }
    const unset = { ...fill, item: 'changedOn' }
    return {
      ...page,
      fields: page.fields.map((field) => {
        if (field.id === 'ownerAddress') return { ...field, fill }
        return field.id === 'ownerPhone' ? { ...field, fill: unset } : field
      }),
    }
  })
  return { ...procedure, pages }
}

async function enterAs(name: string): Promise<TestBrowser> {
  cards.insert(await world.makePerson(name))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  return browser
}

async function ask(browser: TestBrowser): Promise<void> {
  const { location } = await browser.post('/information', { type: ['household'] })
  for (let tries = 0; !/回答あり/.test((await browser.get(location ?? '')).text); tries++) {
    assert.ok(tries < 200, 'the answer comes')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function begin(browser: TestBrowser): Promise<string> {
  const { location } = await browser.post('/procedures/482013/dog-registration/fill')
  return `${location}/owner`
}

function choiceIn(text: string): string {
  return /name="_answer" value="([^"]+)"/.exec(text)?.[1] ?? ''
}

test('an own answer fills in what it has, if its person chooses so, and the check page says where it came from', async () => {
  const browser = await enterAs('回答の人')
  await ask(browser)
  const page = await begin(browser)
  const chosen = choiceIn((await browser.get(page)).text)
  assert.match(chosen, /^exc_|^[a-z]+_/)
  const none = await fillIn(browser, page, {}, 'answers')
  assert.equal(none.location, `${page}?answers=none`)
  assert.match((await browser.get(`${page}?answers=none`)).text, /選ばずに手で書く/)
  const done = await fillIn(browser, page, { ownerName: '手で書いた名', _answer: chosen }, 'answers')
  assert.equal(done.location, `${page}?answers=1`)
  const { text } = await browser.get(done.location ?? '')
  assert.match(text, /value="世帯主、妻、子"/)
  assert.match(text, /value="手で書いた名"/)
  await fillIn(browser, page, { ownerKana: 'カナ', ownerPhone: '0999-00-0000' })
  assert.match((await browser.get(page.replace('owner', 'check'))).text, /世帯主、妻、子[\s\S]{0,80}ご自身の回答から/)
})

test('nobody is offered what is not theirs, and a made-up or broken choice blocks nothing', async () => {
  const one = await enterAs('甲')
  await ask(one)
  const chosen = choiceIn((await one.get(await begin(one))).text)
  const other = await enterAs('乙')
  const page = await begin(other)
  assert.doesNotMatch((await other.get(page)).text, /name="_answer"/)
  for (const _answer of [chosen, 'x', '__proto__']) {
    const { location } = await fillIn(other, page, { ownerName: '乙', _answer }, 'answers')
    assert.equal(location, `${page}?answers=broken`)
  }
  assert.match((await other.get(`${page}?answers=broken`)).text, /そのまま手で書けます/)
  assert.doesNotMatch((await other.get(page)).text, /世帯主、妻、子/)
  const visitor = makeBrowser(world)
  const outside = await begin(visitor)
  assert.equal((await fillIn(visitor, outside, { _answer: chosen }, 'answers')).status, 303)
  assert.doesNotMatch((await visitor.get(outside)).text, /世帯主、妻、子/)
})
