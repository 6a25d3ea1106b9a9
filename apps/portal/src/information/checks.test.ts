import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { waitUntil } from '@madoguchi/kit/testing'
import type { Received } from '@madoguchi/messages'
import { openContact, sealedContactSizeBytes } from '@madoguchi/messages'
import { HtmlValidate } from 'html-validate'
import { askAndWait, enter } from '../testing/test-api-client.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { cityCheckKey, type Reply } from '../testing/test-peers.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

describe('a citizen who has an agency look again (確認を依頼する)', () => {
  const cards = makeDemoCards()
  let world: TestPortal
  let visits = 0
  before(async () => {
    world = await openTestPortal({ cards })
  })
  after(() => world[Symbol.asyncDispose]())

  const sent = (exchange: string) =>
    world.peers.seen.filter(
      (message): message is Received<'request-check'> =>
        message.name === 'request-check' && message.body.exchange === exchange,
    )
  async function contactOf(exchange: string) {
    const [message] = sent(exchange)
    assert.ok(message)
    assert.equal(message.payload.length, sealedContactSizeBytes)
    const opened = await openContact({ sealed: message.payload, key: await cityCheckKey, exchange })
    return opened.ok ? opened.value : assert.fail(opened.code)
  }
  /** Asks without a script, and gives the page of the request once it has ended. */
  async function ask(reply: Reply): Promise<{ browser: TestBrowser; path: string; exchange: string; text: string }> {
    world.peers.reply = reply
    cards.insert(await world.makePerson(`依頼 ${visits++}`))
    const browser = makeBrowser(world)
    await browser.get('/login')
    await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
    await browser.post('/registration', { consent: 'yes' })
    const { location: path } = await browser.post('/information', { type: ['household'] })
    assert.ok(path)
    const end = reply === 'answered' ? '回答あり' : 'お見せできる情報はありません'
    let page = await browser.get(path)
    for (let i = 0; i < 400 && !page.text.includes(end); i++) page = await browser.get(path)
    const answers = reply === 'answered' ? (await browser.get(`${path}/answers`)).text : page.text
    return { browser, path, exchange: /exc_[\w-]{22}/.exec(answers)?.[0] ?? assert.fail('no exchange'), text: answers }
  }

  it('reads every reason that there can be and whom to call, and has done it with one press', async () => {
    const { browser, path, exchange, text } = await ask('nothing-to-show')
    // As the directory says that it is called and reached.
    for (const words of [/みほん市 情報連携係/, /tel:0000000000/]) assert.match(text, words)
    for (const words of [/住民票/, /符号/, /法令により/, /確認を依頼する/]) assert.match(text, words)
    const pressed = await browser.post(`${path}/checks/${exchange}`)
    assert.equal(pressed.location, `${path}/checks/${exchange}`)
    assert.match((await browser.get(`${path}/checks/${exchange}`)).text, /に、確認を依頼しました/)
    const again = await browser.get(path)
    assert.match(again.text, /もう一度送らなくても大丈夫です/)
    assert.doesNotMatch(again.text, new RegExp(`action="${path}/checks`))
    assert.deepEqual(await contactOf(exchange), {})
    assert.match((await browser.get('/activity')).text, /機関に確認を依頼しました/)
  })

  it('is told kindly when it was sent already, and nothing goes out twice', async () => {
    const { browser, path, exchange } = await ask('nothing-to-show')
    await browser.post(`${path}/checks/${exchange}`, { name: '花子' })
    assert.equal(
      (await browser.post(`${path}/checks/${exchange}`, { name: '別の人' })).location,
      `${path}/checks/${exchange}`,
    )
    assert.equal(sent(exchange).length, 1)
    assert.deepEqual(await contactOf(exchange), { name: '花子' })
  })

  it('can do so about an answer, and say how to be reached, in full width and with hyphens', async () => {
    const { browser, path, exchange, text } = await ask('answered')
    assert.match(text, /確認を依頼する/)
    await browser.post(`${path}/checks/${exchange}`, { name: ' 見本 花子 ', phone: '０９０−００００ー0000' })
    assert.deepEqual(await contactOf(exchange), { name: '見本 花子', phone: '09000000000' })
  })

  it('hears what is wrong with a name or a telephone, beside what was typed, and nothing was sent', async () => {
    const { browser, path, exchange } = await ask('nothing-to-show')
    for (const [typed, words] of [
      [{ phone: '110' }, /0から始まる10けたか11けた/],
      [{ name: '花'.repeat(41) }, /40文字まで/],
      [{ name: '\u202e子花' }, /40文字まで/],
    ] as const) {
      const refused = await browser.post(`${path}/checks/${exchange}`, typed)
      assert.equal(refused.status, 422)
      assert.match(refused.text, words)
      const report = new HtmlValidate({ extends: ['html-validate:standard'] }).validateStringSync(refused.text)
      assert.deepEqual(
        report.results
          .flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))
          .filter((rule) => rule === 'no-dup-id'),
        [],
      )
    }
    assert.deepEqual(sent(exchange), [])
  })

  it('sees the same page, but for ids and times, whoever asked', async () => {
    const plain = (text: string) =>
      text
        .replace(/data-version="[^"]*"/g, '')
        .replace(/(ask|exc|req)_[\w-]+/g, '')
        .replace(/nonce-?="?[\w+/=-]+/g, '')
        .replace(/<time[^>]*>.*?<\/time>|\d+年\d+月\d+日\(.*?\)\d+:\d+|\d+:\d\d/g, '')
        .replace(/依頼 \d+|name="form" value="[^"]*"/g, '')
    const [one, other] = [await ask('nothing-to-show'), await ask('nothing-to-show')]
    assert.equal(plain(one.text), plain(other.text))
    const page = ({ browser, path, exchange }: typeof one) => browser.get(`${path}/checks/${exchange}`)
    assert.equal(plain((await page(one)).text), plain((await page(other)).text))
  })

  it('by the JSON API: the ending, one press, the same time again, and no press where the provider gave no key', async () => {
    world.peers.reply = 'nothing-to-show'
    const client = await enter(world, await world.makePerson('プログラム'))
    const request = await askAndWait(client, ['household'])
    const itemOf = async () => {
      const { items } = await client.read('Request', `/requests/${request}`)
      return items[0] ?? assert.fail('nothing was asked')
    }
    const item = await itemOf()
    assert.ok(item.ending !== null && item.ending.reasons.length > 3 && item.ending.phone !== null)
    assert.deepEqual([item.canRequestCheck, item.checkRequestedAt], [true, null])
    const { exchange } = item
    const wrong = await client.call('POST', `/requests/${request}/checks`, { exchange, phone: '1' })
    assert.deepEqual([wrong.status, wrong.body.code], [422, 'CHECK_PHONE'])
    const first = await client.call('POST', `/requests/${request}/checks`, { exchange, phone: '090-0000-0000' })
    const again = await client.call('POST', `/requests/${request}/checks`, { exchange })
    assert.deepEqual([first.status, again.status], [200, 200])
    assert.deepEqual(first.body, again.body)
    const now = await itemOf()
    assert.deepEqual([now.canRequestCheck, now.checkRequestedAt], [false, first.body.requestedAt])

    const stranger = await enter(world, await world.makePerson('ほかの人'))
    assert.equal(
      (await stranger.call('POST', `/requests/${request}/checks`, { exchange })).body.code,
      'REQUEST_UNKNOWN',
    )

    world.peers.reply = 'silent'
    const before = world.peers.seen.filter(({ name }) => name === 'whom').length
    const { body } = await client.call('POST', '/requests', { types: ['household'] })
    const whom = await waitForWhom(before)
    await world.peers.answer(whom, { outcome: 'nothing-to-show', checkKey: undefined })
    const [old] = (await client.read('Request', `/requests/${body.request}`)).items
    assert.deepEqual([old?.state, old?.canRequestCheck], ['nothing-to-show', false])
    const refused = await client.call('POST', `/requests/${body.request}/checks`, { exchange: old?.exchange })
    assert.deepEqual([refused.status, refused.body.code], [409, 'CHECK_NOT_OFFERED'])
  })

  async function waitForWhom(before: number): Promise<Received<'whom'>> {
    const list = () => world.peers.seen.filter((message): message is Received<'whom'> => message.name === 'whom')
    return waitUntil(() => list()[before], { what: 'the question' })
  }
})
