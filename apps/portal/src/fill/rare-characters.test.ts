import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { anyReader } from '../shell/words.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { begin, owner, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { explainRare } from './rare-characters.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

test('whoever is called 髙﨑 reads beside the name and on the check page what others may write; the name stays', async () => {
  const browser = makeBrowser(world)
  const page = `${await begin(browser)}/owner`
  assert.doesNotMatch((await browser.get(page)).text, /表示できない機械/)
  const saved = await fillIn(browser, page, { ...owner, ownerName: '髙﨑 花子' }, 'save')
  const { rare } = JSON.parse(saved.text) as { rare: { ownerName: string } }
  assert.match(rare.ownerName, /「髙」は、表示できない機械では「高」と書かれることがあります。.*「﨑」は.*「崎」/)
  const again = (await browser.get(page)).text
  assert.match(again, /data-rare="ownerName">「髙」は/)
  assert.match(again, /value="髙﨑 花子"/)
  const check = wordsOf((await browser.get(page.replace('owner', 'check'))).text)
  assert.match(check, /髙﨑 花子.*「髙」は、.*「高」.*入力したとおりの字で載せます/)
  const usual = await fillIn(browser, page, { ownerName: '高崎 花子' }, 'save')
  assert.deepEqual((JSON.parse(usual.text) as { rare: object }).rare, {})
  assert.doesNotMatch((await browser.get(page.replace('owner', 'check'))).text, /表示できない機械/)
})

test('a form of a kanji that the font lacks, a lost character, a hidden one and 😀 are said before printing, as the paper has them', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const name = '辻\u{e0102} 山\ufffd\u200b😀'
  await fillIn(browser, `${draft}/owner`, { ...owner, ownerName: name, ownerAddress: 'みほん市 محمد' }, 'save')
  for (const path of ['owner', 'check', 'print']) {
    const said = wordsOf((await browser.get(`${draft}/${path}`)).text)
    assert.match(said, /「辻\u{e0102}」は、この形を書類の字体で書き分けられません。書類には「辻」の形で載ります。/u)
    for (const code of ['U+FFFD', 'U+200B', 'U+1F600', 'U+0645'])
      assert.ok(said.includes(`〔${code}〕`), `${path} ${code}`)
    assert.doesNotMatch(said, /入力したとおりの字で載せます/)
  }
  const pdf = await browser.get(`${draft}/form.pdf`)
  assert.equal(pdf.status, 200)
})

test('a kanji with a variation selector, one without a known substitute, and a hundred rare ones', () => {
  assert.match(explainRare('葛\u{e0100}城', anyReader), /^「葛\u{e0100}」は、形のちがいを.*「葛」と表示されます。/u)
  assert.match(explainRare('㐂', anyReader), /^「㐂」は、機械によっては表示できないことがあります。/)
  assert.equal(explainRare('山田 花子', anyReader), '')
  assert.equal(explainRare('', anyReader), '')
  const many = Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0x20000 + n)).join('')
  assert.ok(explainRare(many, anyReader).length < 400)
})

test('whatever is written into a name, the note takes at most a few sentences and never fails', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => explainRare(name, anyReader).length < 4000),
  )
})
