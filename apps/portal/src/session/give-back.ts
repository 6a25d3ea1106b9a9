import type { Work } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { base64url, hourMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'

/**
 * Gives mandates back to the core, by their digests (`digestMandate`): those are in the clear beside a session, so that it
 * may also end when nobody is there who could open the mandate itself.
 */
export function giveBackMandates(
  { post, at }: Pick<Work<PortalTables>, 'post' | 'at'>,
  { core, digests }: { core: string; digests: readonly Bytes[] },
): void {
  for (const digest of digests)
    post({
      name: 'end-mandate',
      to: core,
      body: { mandateDigest: base64url.encode(new Uint8Array(digest)) },
      notAfter: at.getTime() + hourMs,
    })
}
