import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Filling, Procedure } from '@madoguchi/forms'
import { findItem, findPage, listEntries } from '@madoguchi/forms'
import type { Walk } from '@madoguchi/procedures'
import { followWalk, loadProcedures, parseWalk } from '@madoguchi/procedures'
import type { Browser, Page } from 'playwright-core'
import { openContext } from './browser.ts'
import type { BoxValues, Hand } from './form-hand.ts'
import type { Demo } from './open-demo.ts'
import { openDemo } from './open-demo.ts'

const folder = fileURLToPath(new URL('../../procedures/', import.meta.url))

/** Every walk of every procedure, as `procedures/ID/walks/NAME.json` tells it. */
export const formWalks = loadProcedures().flatMap((procedure) =>
  readdirSync(`${folder}${procedure.id}/walks`).map((file) => ({
    procedure,
    name: file.replace('.json', ''),
    walk: parseWalk(readFileSync(`${folder}${procedure.id}/walks/${file}`, 'utf8')),
  })),
)

/** A nation in which it is that day; the day decides what a form asks. */
export async function openDemoOn(today: string): Promise<Demo> {
  const begun = Date.now()
  return await openDemo({ clock: { now: () => new Date(Date.parse(`${today}T03:00:00Z`) + Date.now() - begun) } })
}

type Going = {
  readonly procedure: Procedure
  readonly walk: Walk
  readonly hand: Hand
  readonly javaScript: boolean
  readonly look?: (page: Page, at: string) => Promise<void>
}

const words = { begin: 'ログインしないで、入力をはじめる', next: '保存して次へ', saveItem: 'この内容を保存する' }

/** Goes through the pages as a citizen sees them, in the order of the walk, to the paper; `look` is called on each. */
export async function goThrough({ demo, browser }: { demo: Demo; browser: Browser }, going: Going): Promise<void> {
  const { procedure, walk, javaScript, look = async () => {} } = going
  const { filling, pages } = followWalk(procedure, walk)
  const context = await openContext(browser, { javaScript })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${demo.origin}/procedures/482013/${procedure.id}/fill`)
  await look(page, 'start')
  await going.hand(page, {}, words.begin)
  for (const [index, at] of pages.entries()) {
    assert.equal(new URL(page.url()).pathname.split('/').at(-1), at, 'the pages come in the order of the walk')
    const kind = procedure.pages.find(({ id }) => id === at)?.kind
    if (kind === 'group') await writeItems(page, { ...going, filling, at })
    if (kind === 'stop') await look(page, at)
    else await answerPage(page, { ...going, filling, at, following: pages[index + 1] ?? 'check' })
  }
  if (!page.url().endsWith('/check')) return await context.close()

  const said = await page.locator('main').innerText()
  assert.doesNotMatch(said, /足りないところ/)
  await look(page, 'check')
  await page.goto(page.url().replace(/check$/, 'print'))
  await look(page, 'print')
  const href = await page.getByRole('link', { name: 'PDFを保存する' }).getAttribute('href')
  const pdf = await (await context.request.get(demo.origin + href)).body()
  const text = spawnSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' })
  if (text.status === 0) {
    const paper = text.stdout.replace(/[\s\u200b]+/g, '')
    for (const wanted of walk.text ?? [])
      assert.ok(paper.includes(wanted.replace(/\s+/g, '')), `the paper lacks ${wanted}`)
  }
  assert.deepEqual(errors, [])
  await context.close()
}

type OnPage = Going & { readonly filling: Filling; readonly at: string }

/** Writes what a page asks and goes on; what an answer brings up on the same page is answered, too. */
async function answerPage(
  page: Page,
  { filling, at, following, hand, look }: OnPage & { following: string },
): Promise<void> {
  const values = listEntries(findPage(filling, at)?.asked ?? [])
  for (let tries = 0; tries < 4; tries++) {
    await hand(page, values, words.next)
    if (new URL(page.url()).pathname.endsWith(`/${following}`)) return
    await look?.(page, `${at}-${tries + 1}`)
    assert.match(await page.locator('main').innerText(), /質問が増えました/, `${at} says what is wrong`)
  }
}

async function writeItems(page: Page, { filling, at, hand, look, procedure }: OnPage): Promise<void> {
  const list = page.url()
  const { group } = procedure.pages.find((one) => one.id === at) as {
    group: { id: string }
  } & Procedure['pages'][number]
  for (const { id } of filling.answers.groups[group.id] ?? []) {
    await page.goto(list)
    await page.getByRole('link', { name: /追加する/ }).click()
    const values: BoxValues = listEntries(findItem(filling, { page: at, item: id }) ?? [])
    await look?.(page, `${at}-item`)
    for (let tries = 0; tries < 4 && page.url() !== list; tries++) {
      await hand(page, values, words.saveItem)
      if (new URL(page.url()).pathname !== new URL(list).pathname) {
        assert.match(await page.locator('main').innerText(), /質問が増えました/, `an item of ${at} says what is wrong`)
      } else break
    }
  }
  await look?.(page, at)
}
