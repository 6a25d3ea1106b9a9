import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** What stands in the boxes of a page, by the names of its entries; a box with several values has them all. */
export type BoxValues = Readonly<Record<string, readonly string[]>>

/** Somebody who writes what they know into the boxes of a page that they find there, and presses a button. */
export type Hand = (page: Page, values: BoxValues, button: string) => Promise<void>

/** Chooses files; those that are named on the page already are boxes of the same name, which stay. */
async function nameFiles(page: Page, name: string, files: readonly string[]): Promise<void> {
  if ((await page.locator(`[type="checkbox"][name="${name}"]`).count()) > 0) return
  const chosen = files.map((one) => ({ name: one, mimeType: 'image/jpeg', buffer: Buffer.from('a photo') }))
  await page.locator(`[type="file"][name="${name}"]`).setInputFiles(chosen)
}

/** Writes box for box and presses, as one does with a mouse. */
export async function writeByMouse(page: Page, values: BoxValues, button: string): Promise<void> {
  for (const [name, wanted] of Object.entries(values)) {
    // What is said only beside another answer is hidden until then.
    if (wanted.every((value) => value === '')) continue
    const control = page.locator(`[name="${name}"]:not([type="hidden"])`)
    if ((await control.count()) === 0) continue
    const kind = await control.first().getAttribute('type')
    const isList = (await control.first().locator('option').count()) > 0
    if (kind === 'file') await nameFiles(page, name, wanted)
    else if (isList) await control.selectOption([...wanted])
    else if (kind === 'radio' || kind === 'checkbox') {
      for (const value of wanted) await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
    } else await control.first().fill(wanted.join(''))
  }
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button, exact: true }).click()])
}

type Focused = { tag: string; kind: string; name: string; value: string; isChosen: boolean; at: number; text: string }

/** Of what has the focus; `at` is its place among the options of its list, or the buttons of its name. */
const readFocused = `(() => {
  const e = document.activeElement
  const same = e.tagName === 'SELECT' ? [...e.options].map((one) => one.value)
    : e.type === 'radio' ? [...document.getElementsByName(e.name)].map((one) => one.value) : []
  const any = e.type === 'radio' && [...document.getElementsByName(e.name)].some((one) => one.checked)
  return { tag: e.tagName, kind: e.type ?? '', name: e.name ?? '', value: e.value ?? '', same,
    isChosen: e.type === 'radio' ? any : e.checked === true, at: same.indexOf(e.value), text: e.textContent.trim(),
    outline: getComputedStyle(e).outlineStyle }
})()`

const tabsMax = 200

/** The same with nothing but keys: Tab from box to box as the page orders them, and Enter on the button in the end. */
export async function writeByKeys(page: Page, values: BoxValues, button: string): Promise<void> {
  const { keyboard } = page
  for (let tabs = 0; tabs < tabsMax; tabs++) {
    await keyboard.press('Tab')
    const here = (await page.evaluate(readFocused)) as Focused & { same: readonly string[]; outline: string }
    if (here.tag === 'BUTTON' && here.text === button) {
      assert.notEqual(here.outline, 'none', `the focus on ${button} is seen`)
      await Promise.all([page.waitForEvent('load'), keyboard.press('Enter')])
      return
    }
    const wanted = values[here.name]
    if (wanted === undefined || here.kind === 'hidden') continue
    if (here.kind === 'file') await nameFiles(page, here.name, wanted)
    else if (here.kind === 'checkbox') {
      if (wanted.includes(here.value) !== here.isChosen) await keyboard.press('Space')
    } else if (here.kind === 'radio' || here.tag === 'SELECT') {
      if (here.kind === 'radio' && !here.isChosen) await keyboard.press('Space')
      const steps = here.same.indexOf(wanted[0] ?? '') - here.at
      for (let step = 0; step < Math.abs(steps); step++) await keyboard.press(steps < 0 ? 'ArrowUp' : 'ArrowDown')
    } else if (here.tag === 'INPUT' || here.tag === 'TEXTAREA') {
      await keyboard.press('Control+A')
      await keyboard.insertText(wanted.join(''))
    }
  }
  assert.fail(`no Tab leads to ${button} on ${page.url()}`)
}
