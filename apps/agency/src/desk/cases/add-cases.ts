import { addCaseActs } from './case-acts.ts'
import type { CaseGround } from './case-ground.ts'
import { addCasePage } from './case-page.ts'
import { addCasesPage } from './cases-page.ts'
import { addCorrectionPages } from './correction-pages.ts'
import { addDecisionPages } from './decision-pages.ts'
import { addProposalPages } from './proposal-pages.ts'
import { addTextPages } from './text-pages.ts'

/** 案件: the queue, a case, and all that is done with one. */
export function addCases(ground: CaseGround): void {
  addCasesPage(ground)
  addCasePage(ground)
  addCaseActs(ground)
  addCorrectionPages(ground)
  addDecisionPages(ground)
  addTextPages(ground)
  addProposalPages(ground)
}
