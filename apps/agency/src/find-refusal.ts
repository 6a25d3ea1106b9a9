import { base64url } from '@madoguchi/kit'
import type { Draft, Received, Verifier } from '@madoguchi/messages'
import { composeProvisions } from '@madoguchi/messages'
import { readAsk } from './handlers/permit.ts'
import type { ProvideDeps } from './provide.ts'
import { selfInformation } from './self-information.ts'

/** A question whose answer is held, as the table of provisions has it. */
export type HeldRow = {
  readonly exchange_id: string
  readonly affair: string
  readonly permit: Uint8Array
  readonly received_at: Date
}

/** What tells the core that nothing is given, hidden from the person's history; undefined where the core has closed it already. */
export async function findRefusal(
  {
    self,
    core,
    verifier,
    checkKeys,
  }: Pick<ProvideDeps, 'self' | 'core' | 'checkKeys'> & { readonly verifier: Verifier },
  { exchange_id: exchange, affair, permit, received_at: receivedAt }: HeldRow,
  at: Date,
): Promise<readonly Draft[] | undefined> {
  const verified = verifier.verify(permit, receivedAt)
  const opened =
    verified.ok && verified.value.name === 'permit'
      ? readAsk(verified.value as Received<'permit'>, { receivedAt, at }, { self, verifier })
      : 'EXCHANGE_MISMATCH'
  if (typeof opened === 'string') return undefined
  const { ask } = opened
  const isOwn = affair === selfInformation
  const provision = {
    body: {
      exchange,
      askDigest: base64url.encode(ask.digest),
      outcome: isOwn ? ('nothing-to-show' as const) : ('refused' as const),
      hideRecord: false,
      ...(isOwn ? { checkKey: await checkKeys.publicKeyAt(at) } : {}),
    },
    record: isOwn ? ('open' as const) : ('hide' as const),
    notAfter: ask.notAfter,
  }
  return composeProvisions({ from: self, core, provisions: [provision] })
}
