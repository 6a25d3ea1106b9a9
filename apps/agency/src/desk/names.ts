import type { FactsReader } from '@madoguchi/facts'
import { nameAffair, nameType } from '@madoguchi/facts'
import { formatTime, japaneseDay } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { deskActs } from './audit.ts'
import { byCommandLine } from './invitations.ts'
import { isAffair } from './roles.ts'
import { deskWords } from './words.ts'

/** How things are called on the desk's pages. */
export type DeskNames = {
  affair(id: string): string
  type(id: string): string
  party(id: string): string
  act(word: string): string
  /** `2026/12/01 03:15`, in Japan. */
  moment(at: Date): string
  /** Who did it: a name, or in words that it was done on the agency's machine. */
  by(name: string): string
  /** What an officer typed stays as it is; words of ours are said in Japanese. */
  reason(text: string): string
  /** Whether roles can be given in it: an affair of the network, or one of the agency's own. */
  isAffair(id: string): boolean
}

export function makeDeskNames({
  facts,
  directory,
}: {
  readonly facts: FactsReader
  readonly directory: Pick<DirectoryView, 'describeParty'>
}): DeskNames {
  const own: Readonly<Record<string, string>> = deskWords.affairs
  return {
    affair: (id) => own[id] ?? nameAffair(facts, id).name,
    type: (id) => nameType(facts, id).name,
    party: (id) => directory.describeParty(id).name,
    act(word) {
      const act = deskActs.find((one) => one === word)
      return act === undefined ? word : deskWords.acts[act]
    },
    moment: (at) => `${japaneseDay(at).replaceAll('-', '/')} ${formatTime(at)}`,
    by: (name) => (name === byCommandLine ? deskWords.audit.byCommandLine : name),
    reason(text) {
      const said: Readonly<Record<string, string>> = deskWords.audit.reasons
      const words = text.split(',').map((word) => (Object.hasOwn(said, word) ? said[word] : undefined))
      return words.every((word) => word !== undefined) ? words.join('、') : text
    },
    isAffair: (id) => isAffair(facts, id),
  }
}
