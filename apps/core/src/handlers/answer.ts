import type { Handler } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import type { CoreTables } from '../tables.ts'
import { takeAnswers } from '../take-answers.ts'

/** An outcome by itself, as providers sent it before `provide`: the mark stands in it. */
export function makeAnswer({ random }: { random: Random }): Handler<CoreTables, 'answer'> {
  return (work, messages) =>
    takeAnswers(
      work,
      messages.map((answer) => ({ answer, isHidden: answer.body.hideRecord })),
      random,
    )
}
