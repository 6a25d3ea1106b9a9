import { receiptNumberOf } from '@madoguchi/filing'
import type { Verdict } from '@madoguchi/kit'
import { ok } from '@madoguchi/kit'
import { findProcedure, getNewest } from '../../cases/answers.ts'
import { readSaidParty } from '../../cases/find-candidates.ts'
import type { ToldEvent } from '../../cases/keep-cases.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import { makeNotice } from '../../notices/make-notice.ts'
import { type CaseGround, nameProcedure } from './case-ground.ts'

type Deciding = { readonly told: ToldEvent; readonly content: Readonly<Record<string, unknown>> }

/**
 * The same act with the sealed 通知書 in what the citizen is told, where the agency has a seal. It is made before the transaction: a
 * case that moved meanwhile refuses the act, and the notice was never sent. Its digest stands in the step.
 */
export async function addNotice<T extends Deciding>(
  ground: CaseGround,
  opened: OpenedCase,
  order: T,
): Promise<Verdict<T, 'CASE_NOTICE'>> {
  const { seal, desk, procedures, findSelf } = ground
  const { decision } = order.told
  if (seal === undefined || decision === undefined) return ok(order)
  const { name: agency, headTitle } = findSelf()
  const [first] = opened.filings
  // As it was corrected last.
  const newest = getNewest(opened)
  const said = readSaidParty(newest, findProcedure(procedures, opened.procedure), (one) => one.applicant ?? one.subject)
  const made = await makeNotice(
    {
      ...{ decision, agency, procedure: nameProcedure(ground, opened.procedure), filedAt: first.filedAt },
      receipt: receiptNumberOf(opened.filing),
      earlier: opened.steps.filter(({ content }) => content.notice !== undefined).length,
      name: said.name,
      sender: headTitle === undefined ? agency : `${agency}${headTitle}`,
    },
    { seal, at: desk.ground.clock.now() },
  )
  if (!made.ok) return made
  const notice = made.value
  const told = { ...order.told, decision: { ...decision, notice } }
  return ok({ ...order, told, content: { ...order.content, notice: notice.sha256 } })
}
