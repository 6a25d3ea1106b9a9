import type { BrowserContext, Page } from 'playwright-core'

/** The extension's window. A new one may not have its address yet when the browser tells of it: looks until one has. */
export async function findWindow(context: BrowserContext): Promise<Page> {
  for (let tries = 0; tries < 600; tries++) {
    const found = context.pages().find((one) => one.url().includes('/window.html'))
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the window did not open within thirty seconds')
}
