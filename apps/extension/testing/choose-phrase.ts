import { extensionId } from '@madoguchi/card/protocol'
import type { BrowserContext } from 'playwright-core'

/** Chooses the phrase that is offered, as a citizen does once after installing. */
export async function choosePhrase(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto(`chrome-extension://${extensionId}/options.html`)
  await page.getByRole('button', { name: 'この合言葉に決める' }).click()
  await page.getByText('合言葉を保存しました。').waitFor()
  await page.close()
}
