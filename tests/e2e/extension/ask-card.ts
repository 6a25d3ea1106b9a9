import { findWindow } from '@madoguchi/extension/testing'
import type { BrowserContext, Frame, Page } from 'playwright-core'

/** How a call of card-client ended, as the page saw it. */
export type Ended =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly move: string; readonly facts: Record<string, unknown> }

/** Calls card-client in a page: `askCard(page, 'logIn', {…})`. */
export function askCard(page: Page | Frame, call: string, argument?: unknown): Promise<Ended> {
  const script = `(async () => {
    while (globalThis.cardClient === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
    const given = ${JSON.stringify(argument) ?? 'undefined'}
    if (given?.text !== undefined) given.bytes = new TextEncoder().encode(given.text)
    const client = globalThis.cardClient.openCardClient()
    const called = given === undefined ? client.${call}() : client.${call}(given)
    return called.then((value) => ({ ok: true, value }), ({ code, move, facts }) => ({ ok: false, code, move, facts }))
  })()`
  return page.evaluate(script) as Promise<Ended>
}

/** The extension's window that a call opens. */
export async function waitForWindow(context: BrowserContext, start: () => void): Promise<Page> {
  start()
  return findWindow(context)
}
