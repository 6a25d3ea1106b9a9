import type { FactsView, JudgementCode, PermissionRule } from '@madoguchi/facts'
import { judgeQuestion, stampQuestion } from '@madoguchi/facts'
import type { MessageBody, Outcome, Party } from '@madoguchi/messages'

/** By which version of the facts a question was judged, and for which Japanese calendar day. */
type Stamp = { readonly facts: { readonly version: number; readonly day: string } }

/** `isForNobody`: the provider has no code for the person, and is to meet somebody whom it does not know. */
type Permission = { readonly isPermitted: true; readonly rule: PermissionRule; readonly isForNobody: boolean }

export type Decision = Stamp &
  (Permission | { readonly isPermitted: false; readonly outcome: Outcome; readonly reason: Refusal })

type Refusal = JudgementCode | 'PROVIDER_NOT_CONNECTED' | 'MANDATE_NOT_LIVE' | 'LINK_CODE_NOT_ACQUIRED'

/**
 * May this inquirer ask this provider this about this person, now? (番号法19条8号, 21条2項). The order matters:
 * what can never be asked is said before what cannot be asked today.
 */
export function decideInquiry(options: {
  ask: MessageBody<'ask'>
  inquirer: Party
  provider: Party | undefined
  facts: FactsView
  hasLiveMandate: boolean
  providerHasCode: boolean
  at: Date
}): Decision {
  const { ask, inquirer, provider, facts, at } = options
  const { type, affair } = ask
  const stamp = stampQuestion(facts, at)
  const refuse = (reason: Refusal): Decision => ({ facts: stamp, isPermitted: false, outcome: 'not-permitted', reason })
  const judged = judgeQuestion(facts, {
    ...{ affair, type, inquirer, provider: provider ?? { kinds: [] } },
    ...stamp,
    at,
  })
  if (!judged.ok && (judged.code === 'TYPE_UNKNOWN' || judged.code === 'AFFAIR_UNKNOWN')) return refuse(judged.code)
  if (provider === undefined || !provider.provides.includes(type)) return refuse('PROVIDER_NOT_CONNECTED')
  if (!judged.ok) return refuse(judged.code)
  const rule = judged.value
  if (rule.needsMandate && !options.hasLiveMandate) return refuse('MANDATE_NOT_LIVE')
  const { providerHasCode } = options
  // Whoever asks for themselves is answered by the provider in every case: that it has no code says who they are to it.
  if (!providerHasCode && !rule.needsMandate)
    return { facts: stamp, isPermitted: false, outcome: 'no-link-code', reason: 'LINK_CODE_NOT_ACQUIRED' }
  return { facts: stamp, isPermitted: true, rule, isForNobody: !providerHasCode }
}
