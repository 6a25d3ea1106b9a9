import { dayMs } from '@madoguchi/kit'
import type { ComposedInquiry, Inquiry } from '@madoguchi/messages'
import { composeInquiries, deriveReaderKey } from '@madoguchi/messages'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { OpenSession } from '../shell/visitor.ts'

const affair = 'self-information'
const lifetimeMs = 7 * dayMs

/** One question that a citizen has: its exchange, what about, and to whom. */
export type Question = { readonly exchange: string; readonly type: string; readonly provider: string }

/** A question as it goes to the core, and until when it may be answered. */
export type Ask = { readonly question: Question; readonly composed: ComposedInquiry; readonly notAfter: Date }

/**
 * Composes questions of this portal (`self`): they are signed when they are posted. The reader key of each is made from the vault and its exchange id, so nobody without the
 * citizen's card reads what comes back.
 */
export async function composeAsks(
  { clock, random, core, self }: Pick<Ground, 'clock' | 'random'> & Pick<Network, 'core'> & { self: string },
  session: OpenSession,
  questions: readonly Question[],
): Promise<readonly Ask[]> {
  const { linkCode, mandate } = session
  const notAfter = clock.now().getTime() + lifetimeMs
  const inquiries = await Promise.all(
    questions.map(async ({ exchange, type, provider }): Promise<Inquiry> => {
      const { publicKey: readerKey } = await deriveReaderKey(session.vaultKey, exchange)
      return { body: { exchange, affair, type, readerKey }, core, provider, linkCode, mandate, notAfter }
    }),
  )
  const composed = composeInquiries({ from: self, inquiries, random })
  return questions.flatMap((question, i) => {
    const one = composed[i]
    return one === undefined ? [] : [{ question, composed: one, notAfter: new Date(one.whom.notAfter) }]
  })
}
