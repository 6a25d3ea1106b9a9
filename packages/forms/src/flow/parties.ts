import type { Filling, Value } from '../answers.ts'
import type { Filer } from '../definition.ts'
import { findValue, holds } from './evaluate.ts'
import type { Scope } from './scope.ts'
import { walk } from './walk.ts'

/** Who hands it in, and the names of whom it is about and who applies, as far as this person has said so. */
export type Parties = {
  readonly filer: Filer | undefined
  readonly subjectName: string | undefined
  /** Where the form asks for whoever applies beside the one it is about. */
  readonly applicantName: string | undefined
}

export function getParties(filling: Filling): Parties {
  const { scope } = walk(filling)
  const { filers, subject, applicant } = filling.procedure
  return {
    filer: filers.find(({ when }) => holds(when, scope)),
    subjectName: findText(scope, subject.name),
    applicantName: applicant && findText(scope, applicant.name),
  }
}

function findText(scope: Scope, id: string): string | undefined {
  const value: Value | undefined = findValue(scope, id)
  return typeof value === 'string' && value !== '' ? value : undefined
}
