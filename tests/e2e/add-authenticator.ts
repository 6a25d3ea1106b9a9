import type { Page } from 'playwright-core'

/** A browser whose device makes passkeys and sees its holder, or does not. */
export async function addAuthenticator(page: Page, isUserVerified: boolean): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified, automaticPresenceSimulation: true },
    },
  })
}
