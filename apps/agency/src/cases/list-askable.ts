import type { AgencyKind, FactsView } from '@madoguchi/facts'
import { judgeQuestion, stampQuestion } from '@madoguchi/facts'
import type { DirectoryView } from '@madoguchi/messages'

/** A type of information that may be asked for an affair, and who has it. */
export type Askable = { readonly type: string; readonly providers: readonly string[] }

/** What the permission table lets this agency ask for an affair today, of whoever provides it. */
export function listAskable(
  { self, facts, directory }: { readonly self: string; readonly facts: FactsView; readonly directory: DirectoryView },
  affair: string,
  at: Date,
): readonly Askable[] {
  const { version, day } = stampQuestion(facts, at)
  const kindsOf = (id: string) => ({ kinds: (directory.find(id)?.kinds ?? []) as readonly AgencyKind[] })
  const inquirer = kindsOf(self)
  return facts.listTypes().flatMap(({ id: type }) => {
    const providers = directory
      .providersOf(type)
      .map(({ id }) => id)
      .filter((id) => id !== self)
      .filter((id) => judgeQuestion(facts, { affair, type, inquirer, provider: kindsOf(id), version, day, at }).ok)
    return providers.length === 0 ? [] : [{ type, providers }]
  })
}
