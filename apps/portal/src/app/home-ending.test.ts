import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs } from '@madoguchi/kit'
import { logInByPage, makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

test('home says until when a certificate holds that ends within three months, and nothing of one that holds longer', async () => {
  for (const [days, isTold] of [
    [60, true],
    [200, false],
  ] as const) {
    const card = await world.trust.issue({ validForMs: days * dayMs })
    const known = await world.makePerson(`期限${days}`)
    // The registry knows this person by the newer certificate, too.
    const code = world.peers.people.get(Buffer.from(known.certificate.der).toString('base64url'))
    world.peers.people.set(Buffer.from(card.certificate.der).toString('base64url'), code ?? assert.fail('no code'))
    const browser = makeBrowser(world)
    await logInByPage(browser, card)
    await browser.post('/registration', { consent: 'yes', email: '' })
    const home = await browser.get('/home')
    const isThere = /カードの電子証明書は、2027年1月21日\(令和9年\)に期限が切れます/.test(home.text)
    assert.equal(isThere, isTold, `${days} days`)
    assert.equal(home.text.includes('に期限が切れます'), isTold)
  }
})
