import type { FactsReader } from '@madoguchi/facts'
import { nameAffair, nameType } from '@madoguchi/facts'
import type { DirectoryView, Outcome } from '@madoguchi/messages'
import { type DescribedState, describeState } from '../information/describe-state.ts'
import { endingOf } from '../information/state.ts'
import type { Reader } from '../shell/words.ts'
import type { ExchangeRecordView } from './record-view.ts'
import { historyWords } from './words.ts'

export type DescribedRecord = {
  readonly line: string
  /** Who is named in it. */
  readonly agencies: readonly string[]
  readonly exchange: string
  /** 「みほん市が、児童手当の支給を決めるために、あおば市にあなたの所得と住民税を照会しました」 */
  readonly sentence: string
  readonly inquirerName: string
  readonly providerName: string
  readonly affairName: string
  readonly law: string
  readonly typeName: string
  readonly plainName: string
  readonly basis: string | undefined
  /** By which version of the facts it was judged; undefined in lines of before these had one. */
  readonly factsVersion: number | undefined
  /** When it was asked. */
  readonly at: Date
  readonly closedAt: Date
  readonly outcome: DescribedState
  readonly isOwn: boolean
}

/** Who we are, and how parties are called, also those that left since; and what was asked, also under facts of before. */
export type Readers = {
  readonly self: string
  readonly directory: Pick<DirectoryView, 'describeParty'>
  readonly facts: Pick<FactsReader, 'findType' | 'findAffair' | 'findItems'>
}

/** A record in words that a 12-year-old reads at once. */
export function describeRecord(
  view: ExchangeRecordView,
  { self, directory, facts }: Readers,
  reader: Reader,
): DescribedRecord {
  const { sentences, outcomesOfOthers } = historyWords(reader)
  const isOwn = view.inquirer === self
  const affair = nameAffair(facts, view.affair)
  const { name: typeName, plainName } = nameType(facts, view.type)
  const inquirerName = directory.describeParty(view.inquirer).name
  const providerName = directory.describeParty(view.provider).name
  const purpose = facts.findAffair(view.affair)?.purpose ?? sentences.purposeOf(view.affair)
  const sentence = isOwn
    ? sentences.own({ provider: providerName, information: plainName })
    : sentences.other({ inquirer: inquirerName, provider: providerName, purpose, information: plainName })
  // Lines of before the one ending say more of one's own questions than anybody may be told.
  const outcome = describeState(reader, isOwn ? endingOf(view.outcome as Outcome, true) : view.outcome, view.reason)
  // Of another agency's question the outcome is told about the record, not about what to do.
  const ofOthers = new Map<string, string>(Object.entries(outcomesOfOthers))
  const about = (isOwn ? undefined : (ofOthers.get(view.reason ?? '') ?? ofOthers.get(view.outcome))) ?? outcome.about
  return {
    line: view.exchange,
    agencies: [inquirerName, providerName],
    exchange: view.exchange,
    sentence,
    inquirerName,
    providerName,
    affairName: affair.name,
    law: affair.law,
    typeName,
    plainName,
    basis: view.basis === undefined ? undefined : getBasis(facts, view.basis, view.type),
    factsVersion: view.ledger.asked.record.facts,
    at: new Date(view.askedAt),
    closedAt: new Date(view.closedAt),
    outcome: { ...outcome, about },
    isOwn,
  }
}

/** 根拠条項 of an item of the permission table; an item that no version held has is named by its number. */
function getBasis(facts: Pick<FactsReader, 'findItems'>, item: string, type: string): string {
  const items = facts.findItems(item)
  const named = items.find(({ providers }) => Object.values(providers).some((types) => types.includes(type)))
  return (named ?? items[0])?.basis ?? item
}
