import type { Handler } from '@madoguchi/delivery'
import type { CoreTables } from '../tables.ts'
import type { TakingDeps } from '../take-answers.ts'
import { takeAnswers } from '../take-answers.ts'

/** An outcome by itself, as providers sent it before `provide`: the mark stands in it. */
export function makeAnswer(deps: TakingDeps): Handler<CoreTables, 'answer'> {
  return (work, messages) =>
    takeAnswers(
      work,
      messages.map((answer) => ({ answer, isHidden: answer.body.hideRecord })),
      deps,
    )
}
