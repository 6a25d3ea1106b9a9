import type { Filling, Value } from '../answers.ts'
import type { Filer, Party } from '../definition.ts'
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

const partyMembers = ['name', 'kana', 'birthDate', 'address'] as const

export function getParties(filling: Filling): Parties {
  const { scope } = walk(filling)
  const { filers, subject, applicant } = filling.procedure
  return {
    filer: filers.find(({ when }) => holds(when, scope)),
    subjectName: findText(scope, subject.name),
    applicantName: applicant && findText(scope, applicant.name),
  }
}

/** What was said of a party of the procedure, as far as this person has said so: some of it is calculated from other answers. */
export function readParty(filling: Filling, party: Party): Partial<Readonly<Record<keyof Party, string>>> {
  const { scope } = walk(filling)
  const said = partyMembers.flatMap((member) => {
    const field = party[member]
    const text = field === undefined ? undefined : findText(scope, field)
    return text === undefined ? [] : [[member, text] as const]
  })
  return Object.fromEntries(said)
}

function findText(scope: Scope, id: string): string | undefined {
  const value: Value | undefined = findValue(scope, id)
  return typeof value === 'string' && value !== '' ? value : undefined
}
