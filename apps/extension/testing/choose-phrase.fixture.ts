import { extensionId } from '@madoguchi/card/protocol'
import { waitUntil } from '@madoguchi/kit/testing'
import type { BrowserContext, Page } from 'playwright-core'

/** Chooses the phrase that is offered, as a citizen does once on the page that the extension shows when it is installed. */
export async function choosePhrase(context: BrowserContext): Promise<void> {
  const page = await findFirstPage(context)
  await page.getByRole('button', { name: 'この合言葉に決める' }).click()
  await page.getByText('合言葉を保存しました。').waitFor()
}

/** The browser shows it in a blank tab that is there, a moment after it has begun: whoever opens it themselves meanwhile is interrupted. */
async function findFirstPage(context: BrowserContext): Promise<Page> {
  const address = `chrome-extension://${extensionId}/options.html`
  const find = () => context.pages().find((one) => one.url() === address)
  return waitUntil(find, { what: 'the first page of the extension', everyMs: 50 })
}
