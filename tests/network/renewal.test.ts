import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeTestClock, minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { makeNationDesk, readDemoCards } from '@madoguchi/nation'
import { openNation, origin } from './open-nation.ts'

// What the responder said of a card is kept for five minutes.
const clock = makeTestClock(new Date().toISOString())
let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation({ clock })
})
after(() => nation[Symbol.asyncDispose]())

type Seen = { readonly status: number; readonly location: string | null; readonly text: string }

/** A browser without a script: one redirect at a time, but to what a form was answered with it goes along. */
function openBrowser() {
  const jar = new Map<string, string>()
  async function send(path: string, form?: Readonly<Record<string, string>>): Promise<Seen> {
    const response = await nation.portal.fetch(
      new Request(new URL(path, origin), {
        headers: { accept: 'text/html', origin, cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      }),
    )
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (form !== undefined && location !== null && /\?held=/.test(location)) return send(location)
    return { status: response.status, location, text: await response.text() }
  }
  return {
    send,
    confirm: async (act: string, card: string) => send(`/confirm/${act}/sandbox`, { card, pin: await pinOf(card) }),
    async logIn(card: string): Promise<Seen> {
      await send('/login')
      const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === card)?.pin ?? ''
      return send('/login/sandbox', { card, pin })
    },
  }
}

const pinOf = async (card: string) => (await readDemoCards(nation.folder)).find(({ name }) => name === card)?.pin ?? ''

async function askForTax(browser: ReturnType<typeof openBrowser>): Promise<string> {
  const { location } = await browser.send('/information', { type: 'local-tax' })
  await waitUntil(async () => (await browser.send(location ?? '')).text.includes('回答あり'), { everyMs: 10 })
  return `${location}/answers`
}

test('Hanako’s card is renewed: the old one logs nobody in and says why, and still opens her answers for the new one', async () => {
  const desk = makeNationDesk(nation.folder, nation.registry.desk)
  const first = openBrowser()
  assert.equal((await first.logIn('hanako')).location, '/registration')
  await first.send('/registration', { consent: 'yes' })
  const answers = await askForTax(first)
  const renewed = await desk.renew('hanako', false)
  assert.ok(renewed.ok)
  assert.equal(renewed.value.name, 'hanako-2')
  assert.equal(
    (await readDemoCards(nation.folder)).filter(({ resident }) => resident === renewed.value.resident).length,
    2,
  )

  clock.advance(6 * minuteMs)
  const refused = await openBrowser().logIn('hanako')
  assert.equal(refused.status, 403)
  assert.match(refused.text, /新しいカードに切りかわっています/)

  const second = openBrowser()
  assert.equal((await second.logIn('hanako-2')).location, '/home')
  for (const path of ['/home', '/requests', '/history', answers])
    assert.equal((await second.send(path)).location, '/new-card', path)
  assert.equal((await second.send('/settings')).status, 200)
  const page = await second.send('/new-card')
  assert.match(page.text, /新しいカードを登録しましょう/)
  const same = await second.send('/new-card/sandbox', { card: 'hanako-2', pin: await pinOf('hanako-2') })
  assert.match(same.text, /新しいカードのほうが置かれています/)
  const stranger = await second.send('/new-card/sandbox', { card: 'taro', pin: await pinOf('taro') })
  assert.match(stranger.text, /使ったことのないカード/)
  const joined = await second.send('/new-card/sandbox', { card: 'hanako', pin: await pinOf('hanako') })
  assert.equal(joined.location, '/home?done=joined')
  assert.match((await second.send('/home?done=joined')).text, /新しいカードを登録しました/)
  assert.equal((await second.send(answers)).status, 200)
  assert.equal((await second.send('/new-card')).location, '/home')
})

test('Taro has lost his card and printed a code; Hanako’s next one begins anew; both are asked to say what they mean', async () => {
  const desk = makeNationDesk(nation.folder, nation.registry.desk)
  const first = openBrowser()
  await first.logIn('taro')
  await first.send('/registration', { consent: 'yes' })
  const answers = await askForTax(first)
  assert.match((await first.send('/settings/recovery-code', {})).text, /カードで、もう一度確認します/)
  assert.equal((await first.confirm('recovery-code', 'taro')).location, '/settings/recovery-code')
  const shown = await first.send('/settings/recovery-code')
  const code = /<code[^>]*>([0-9A-Z-]{34})<\/code>/.exec(shown.text)?.[1] ?? ''
  assert.ok((await desk.renew('taro', true)).ok)
  const second = openBrowser()
  await second.logIn('taro-2')
  const mistyped = await second.send('/new-card/recovery', { code: 'ABCD' })
  assert.match(mistyped.text, /<title>エラー: [\s\S]*回復コードの形を確かめてください/)
  assert.match(mistyped.text, /name="code"[^>]*aria-invalid="true"/)
  assert.doesNotMatch(mistyped.text, /ABCD/, 'a code is kept nowhere')
  assert.doesNotMatch(mistyped.text.replace(/<noscript>[\s\S]*?<\/noscript>/g, ''), /JavaScript/)
  assert.equal((await second.send('/new-card/recovery', { code: code.toLowerCase() })).location, '/home?done=joined')
  assert.equal((await second.send(answers)).status, 200)
  assert.equal((await openBrowser().logIn('taro')).location, '/home', 'the old card was kept')

  assert.equal((await desk.renew('hanako-2', false)).ok, true)
  const third = openBrowser()
  await third.logIn('hanako-3')
  assert.match((await third.send('/new-card/anew', {})).text, /確認のチェックがまだです/)
  await third.send('/new-card/anew', { confirmed: 'yes' })
  assert.equal((await third.confirm('vault-anew', 'hanako-3')).location, '/home?done=anew')
  const list = await third.send('/requests')
  const request = await third.send(/\/requests\/ask_[\w-]{22}/.exec(list.text)?.[0] ?? '')
  assert.match(request.text, /いまのカードではひらけません/)

  assert.match((await third.send('/settings/leave', {})).text, /確認のチェックがまだです/)
  await third.send('/settings/leave', { confirmed: 'yes' })
  assert.match((await third.confirm('leave', 'taro')).text, /ログインしている人のカードではない/)
  assert.equal((await third.confirm('leave', 'hanako-3')).location, '/left')
  assert.match((await third.send('/left')).text, /法律により残ります/)
  assert.equal((await third.logIn('hanako-3')).location, '/registration', 'she may come again')
})

test('only cards that are there are renewed', async () => {
  const desk = makeNationDesk(nation.folder, nation.registry.desk)
  for (const name of ['nobody', '../hanako', ''])
    assert.deepEqual(await desk.renew(name, false), { ok: false, code: 'CARD_UNKNOWN', facts: {} })
})
