import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Procedure, Signer } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { begin, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const signers: Readonly<Record<string, readonly Signer[]>> = {
  'dog-registration': [],
  'child-allowance-claim': [{ who: '請求者本人', how: 'by-card' }],
  'long-term-care-certification': [{ who: '申請者', how: 'by-hand' }],
}
let world: TestPortal
before(async () => {
  world = await openTestPortal({
    procedures: loadProcedures().map((one): Procedure => ({ ...one, signers: signers[one.id] ?? one.signers })),
  })
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

test('where somebody signs, the paper may be signed from its page; where nobody does, nothing is offered', async () => {
  const browser = makeBrowser(world)
  for (const [procedure, said, isAsked] of [
    ['child-allowance-claim', /請求者本人が、マイナンバーカードで電子署名をします/, false],
    ['long-term-care-certification', /申請者が署名します\(印刷した紙に/, true],
  ] as const) {
    const draft = await begin(browser, `/procedures/482013/${procedure}/fill`)
    const { text } = await browser.get(`${draft}/print`)
    assert.match(wordsOf(text), said)
    assert.equal(/受け付けるかは、窓口でたずねます/.test(text), isAsked, procedure)
    assert.ok(text.includes(`href="${draft}/sign"`))
    const page = await browser.get(`${draft}/sign`)
    assert.equal(page.status, 200)
    assert.ok(page.text.includes(`name="source" value="${draft}/form.pdf"`))
    assert.doesNotMatch(page.text, /type="file"|enctype/)
    assert.equal((await makeBrowser(world).get(`${draft}/sign`)).status, 404, 'nobody else has it')
  }
  const unsigned = await begin(browser)
  assert.doesNotMatch((await browser.get(`${unsigned}/print`)).text, /電子署名/)
  assert.equal((await browser.get(`${unsigned}/sign`)).location, `${unsigned}/print`)
})
