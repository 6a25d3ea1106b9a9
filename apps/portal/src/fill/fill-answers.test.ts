import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Datum } from '@madoguchi/facts'
import { unset } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import type { Procedure } from '@madoguchi/forms'
import { dayMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { loadProcedures } from '@madoguchi/procedures'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { makeHouseholdDatum, openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({
    cards,
    procedures: [makeProcedure(), ...loadProcedures().filter(({ id }) => id === 'child-allowance-claim')],
  })
  const offers = ['dog-registration', 'child-allowance-claim'].map((procedure) => ({
    procedure,
    addressee: 'みほん市長',
    ways: ['print' as const],
    counters: [],
  }))
  const body = { municipality: '482013', version: 1, counters: [], offers }
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

async function ask(browser: TestBrowser, type = 'household', until = /回答あり/): Promise<void> {
  const { location } = await browser.post('/information', { type: [type] })
  await waitUntil(async () => until.test((await browser.get(location ?? '')).text), { what: 'the answer' })
}

async function begin(browser: TestBrowser): Promise<string> {
  const { location } = await browser.post('/procedures/482013/dog-registration/fill')
  return `${location}/owner`
}

async function beginClaim(browser: TestBrowser): Promise<string> {
  const { location } = await browser.post(`/procedures/482013/child-allowance-claim/fill`)
  return `${location}/pension`
}

function makePension(category: string, leftOn: string | typeof unset): Datum {
  const { layout, asOf, source } = makeHouseholdDatum('x')
  const { fields } = getSandboxLayout('pension-record', asOf)
  const none = Object.fromEntries(fields.map(({ id, kind }) => [id, kind === 'integer' ? 0 : unset]))
  const records = [
    { key: '2024', values: { ...none, category: '1', leftOn: '2025-03-31' } },
    { key: '2025', values: { ...none, category, leftOn } },
  ]
  return { type: 'pension-record', layout, asOf, source, records }
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
  assert.match(
    (await browser.get(page.replace('owner', 'check'))).text,
    /世帯主、妻、子[\s\S]{0,80}ご自身の回答から入った答えです。/,
  )
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

test('child allowance: the pension of whoever asked before fills itself in, with its source, and can be changed', async () => {
  const browser = await enterAs('年金の人')
  world.peers.datumFor = () => makePension('2', unset)
  await ask(browser, 'pension-record')
  const page = await beginClaim(browser)
  const { text } = await browser.get(page)
  assert.match(text, /年金の加入記録/)
  const done = await fillIn(browser, page, { _answer: choiceIn(text) }, 'answers')
  assert.equal(done.location, `${page}?answers=1`)
  const filled = (await browser.get(page)).text
  assert.match(filled, /value="employees" checked/)
  assert.match(filled, /前に受けとった回答から入りました/)
  const check = page.replace('pension', 'check')
  assert.match((await browser.get(check)).text, /厚生年金[\s\S]{0,80}ご自身の回答から入った答えです。/)
  await fillIn(browser, page, { pensionKind: 'national' })
  assert.doesNotMatch((await browser.get(check)).text, /国民年金[^<]*<\/span><br><span class="fill__source">/)
})

test('whoever did not ask reads where they could, and writes on without it', async () => {
  const browser = await enterAs('まだの人')
  const page = await beginClaim(browser)
  const { text } = await browser.get(page)
  assert.match(text, /href="\/information\?type=pension-record"/)
  assert.doesNotMatch(text, /name="_answer"/)
  assert.match((await browser.get('/information?type=pension-record')).text, /value="pension-record" checked/)
  assert.match((await fillIn(browser, page, { pensionKind: 'none' })).location ?? '', /\/spouse$/)
  const visitor = makeBrowser(world)
  assert.doesNotMatch((await visitor.get(await beginClaim(visitor))).text, /受けとった回答から入れる/)
})

test('an answer that is over, one that is empty, and a vault that is closed block nothing', async () => {
  const over = await enterAs('前に入っていた人')
  world.peers.datumFor = () => makePension('2', '2025-03-31')
  await ask(over, 'pension-record')
  const page = await beginClaim(over)
  const chosen = choiceIn((await over.get(page)).text)
  const done = await fillIn(over, page, { _answer: chosen }, 'answers')
  assert.equal(done.location, `${page}?answers=0`)
  assert.match((await over.get(done.location ?? '')).text, /そのまま手で書けます/)
  assert.match((await fillIn(over, page, { pensionKind: 'national' })).location ?? '', /\/spouse$/)

  const empty = await enterAs('記録のない人')
  world.peers.reply = 'nothing-to-show'
  await ask(empty, 'pension-record', /お見せできる情報はありません/)
  world.peers.reply = 'answered'
  const blank = await beginClaim(empty)
  assert.doesNotMatch((await empty.get(blank)).text, /受けとった回答から入れる/)
  assert.match((await fillIn(empty, blank, { pensionKind: 'none' })).location ?? '', /\/spouse$/)

  // The same person with a card that the vault has not seen.
  const closed = await enterAs('前に入っていた人')
  const outside = await beginClaim(closed)
  assert.doesNotMatch((await closed.get(outside)).text, /受けとった回答から入れる/)
  assert.match((await fillIn(closed, outside, { pensionKind: 'none' })).location ?? '', /\/spouse$/)
})
