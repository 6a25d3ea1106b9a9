import { waitUntil } from '@madoguchi/kit/testing'
import type { BrowserContext, Page } from 'playwright-core'

/** The extension's window. A new one may not have its address yet when the browser tells of it: looks until one has. */
export async function findWindow(context: BrowserContext): Promise<Page> {
  const find = () => context.pages().find((one) => one.url().includes('/window.html'))
  return waitUntil(find, { what: 'the window', everyMs: 50 })
}
