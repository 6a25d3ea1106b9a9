import { choosePhrase, findReasonForNoBrowser, findWindow, openExtensionBrowser } from '@madoguchi/extension/testing'
import { minuteMs } from '@madoguchi/kit'
import { type Nation, powerUpCard, readDemoCards, startNation } from '@madoguchi/nation'
import { makeLog, serve } from '@madoguchi/server'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import { countCommands } from '../card/count-commands.ts'
import type { Entry } from '../entry.ts'
import type { Stage } from '../stage.ts'

const rounds = 7
const name = 'hanako'
const button = 'カードリーダーのカードでログインする'
const label = '利用者証明用の暗証番号'

/** From the click in a page of the portal to the page that the session opens, in Chromium, with nothing left out. */
export const cardPage: Entry = {
  name: 'card-page',
  title: 'click to session in Chromium: page, extension, window, card-host, pcscd, card, portal; the PIN typed at once',
  unit: 'ms',
  isHigherBetter: false,
  async run(stage) {
    const skipped = findReasonToSkip() || findReasonForNoBrowser()
    if (skipped) return { skipped }
    await using portal = await openPortal(stage)
    await using browser = await openExtensionBrowser()
    await browser.installHost()
    await choosePhrase(browser.context)
    const counted = countCommands(portal.card)
    const values: number[] = []
    const windowMs: number[] = []
    const sessionMs: number[] = []
    const commands: number[] = []
    await withTestReader(counted.card, async () => {
      // The first one warms up what a browser and a portal make once.
      for (let round = 0; round <= rounds; round++) {
        portal.advance(6 * minuteMs)
        await browser.context.clearCookies()
        const page = await browser.context.newPage()
        await page.goto(`${portal.origin}/login`)
        counted.take()
        const clickedAt = performance.now()
        await page.getByRole('button', { name: button }).click()
        const window = await findWindow(browser.context)
        const field = window.getByLabel(label)
        await field.fill(portal.pin)
        const typedAt = performance.now()
        // The window may be gone before the key is let go, which the driver takes for a failure.
        await field.press('Enter').catch(() => undefined)
        await page.waitForURL((url) => !url.pathname.startsWith('/login'))
        const endedAt = performance.now()
        await page.close()
        if (round === 0) continue
        values.push(endedAt - clickedAt)
        windowMs.push(typedAt - clickedAt)
        sessionMs.push(endedAt - typedAt)
        commands.push(counted.take().commands)
      }
    })
    return {
      values,
      more: [
        { name: 'card-page-pin-asked', values: windowMs },
        { name: 'card-page-pin-to-session', values: sessionMs },
        {
          name: 'card-page-commands',
          unit: 'commands',
          values: commands,
          limit: { what: 'commands of a log-in with the vault, without the look before it', value: 11 },
        },
      ],
      limit: {
        what: 'a bare click in the same browser, ms',
        value: await timeBareClick(browser.context, portal.origin),
      },
    }
  },
}

/** What the driver itself takes: a click on a link of the portal, until the other page is there. */
async function timeBareClick(
  context: Awaited<ReturnType<typeof openExtensionBrowser>>['context'],
  origin: string,
): Promise<number> {
  await context.clearCookies()
  const page = await context.newPage()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await page.goto(`${origin}/`)
    const startedAt = performance.now()
    await page.locator('a[href="/login"]').first().click()
    await page.waitForURL('**/login')
    times.push(performance.now() - startedAt)
  }
  await page.close()
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
}

/** A nation of its own, fsync on, behind a socket: the extension speaks to pages of a listed origin only. */
async function openPortal(stage: Stage) {
  await using stack = new AsyncDisposableStack()
  let aheadMs = 0
  let portal: Nation['portal'] | undefined
  const web = stack.use(
    await serve({
      port: 0,
      fetch: async (request, env) => portal?.fetch(request, env) ?? new Response(null, { status: 503 }),
    }),
  )
  const origin = `http://localhost:${web.port}`
  const nation = stack.use(
    await startNation({
      dataFolder: await stage.folder(),
      origin,
      residents: 40,
      log: makeLog({ level: 'silent', name: 'bench' }),
      clock: { now: () => new Date(Date.now() + aheadMs) },
    }),
  )
  portal = nation.portal
  const owned = stack.move()
  return {
    origin,
    pin: (await readDemoCards(nation.folder)).find((one) => one.name === name)?.pin ?? '',
    card: await powerUpCard(nation.folder, name),
    advance(ms: number) {
      aheadMs += ms
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
