import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, skip } from './browser.ts'
import { writeByMouse } from './form-hand.ts'
import { formWalks, goThrough, openDemoOn } from './form-walks.ts'

let browser: Browser
before(async () => {
  if (skip === false) browser = await openBrowser()
})
after(() => browser?.close())

for (const today of new Set(formWalks.map(({ walk }) => walk.today))) {
  test(`without JavaScript every walk of ${today} leads to its paper`, { skip, timeout: 290_000 }, async (t) => {
    await using demo = await openDemoOn(today)
    for (const { procedure, walk } of formWalks.filter((one) => one.walk.today === today)) {
      await t.test(walk.title, () =>
        goThrough({ demo, browser }, { procedure, walk, hand: writeByMouse, javaScript: false }),
      )
    }
  })
}
