import { after, before, test } from 'node:test'
import type { Walk } from '@madoguchi/procedures'
import type { Browser } from 'playwright-core'
import { checkPage, openBrowser, skip } from './browser.ts'
import { writeByKeys } from './form-hand.ts'
import { formWalks, goThrough, openDemoOn } from './form-walks.ts'

/** Of each procedure the walk to a paper with the most pages and items. */
const walks = [
  ...Map.groupBy(
    formWalks.filter(({ walk }) => walk.text !== undefined),
    ({ procedure }) => procedure.id,
  ).values(),
].map((all) => all.reduce((most, one) => (countPlaces(one.walk) > countPlaces(most.walk) ? one : most)))

function countPlaces({ pages, answers }: Walk): number {
  return pages.length + Object.values(answers).flatMap((value) => (Array.isArray(value) ? value : [])).length
}

let browser: Browser
before(async () => {
  if (skip === false) browser = await openBrowser()
})
after(() => browser?.close())

for (const { procedure, walk } of walks) {
  test(`by keys alone, each page looked at: ${walk.title}`, { skip, timeout: 290_000 }, async () => {
    await using demo = await openDemoOn(walk.today)
    await goThrough(
      { demo, browser },
      {
        procedure,
        walk,
        hand: writeByKeys,
        javaScript: true,
        look: (page, at) => checkPage(page, `walk-${procedure.id}-${at}`, { axe: true }),
      },
    )
  })
}
