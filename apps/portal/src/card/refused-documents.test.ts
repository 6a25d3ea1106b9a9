import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { revisionPath, verifyPath } from './verify-paths.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal({ mailer: { send: async () => undefined } })
})
after(() => world[Symbol.asyncDispose]())

/** As a browser sends a form with a file, and says at once how large it is. */
const headers = {
  ...{ accept: 'text/html,*/*;q=0.8', origin: testOrigin, 'sec-fetch-site': 'same-origin' },
  ...{ 'content-length': '100000000', 'content-type': 'multipart/form-data; boundary=x' },
}

test('a document that is too large leads to the form for documents, which says how large they may be', async () => {
  for (const path of [verifyPath, `${revisionPath}?number=2`]) {
    const answer = await world.portal.fetch(new Request(testOrigin + path, { method: 'POST', headers, body: '' }))
    const to = answer.headers.get('location') ?? ''
    assert.equal(to, `${path}${path.includes('?') ? '&' : '?'}refused=body-too-large`)
    const seen = await makeBrowser(world).get(to)
    assert.match(wordsOf(seen.text), /合わせて21メガバイトまで/)
    assert.match(seen.text, /type="file"/)
    assert.equal(seen.text.includes('number=2"'), path.includes('number=2'), 'of the signature that was asked for')
  }
})
