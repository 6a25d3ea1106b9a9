import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Presses Tab until what has the focus is called `name` (its words, its label or its name); it must be seen there. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 80; tries++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(
      '[document.activeElement.textContent, ...[...document.activeElement.labels ?? []].map((one) => one.textContent), document.activeElement.name].map((text) => (text ?? "").trim())',
    )
    if (!(here as string[]).some((text) => text === name)) continue
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    assert.notEqual(outline, 'none', `the focus on ${name} is seen`)
    return
  }
  assert.fail(`no Tab leads to ${name} on ${page.url()}`)
}
