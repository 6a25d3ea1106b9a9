import { japaneseDay } from '@madoguchi/kit'
import type { Agency } from '../agencies.ts'
import type { PermissionRule } from './rules.ts'
import { permissionRules } from './rules.ts'

type Cell = Pick<PermissionRule, 'inquirerKind' | 'affair' | 'providerKind' | 'type'>
export type PermissionQuestion = Cell & { readonly at: Date }

export type PermissionQuestionBetween = Pick<PermissionRule, 'affair' | 'type'> & {
  readonly inquirer: Pick<Agency, 'kinds'>
  readonly provider: Pick<Agency, 'kinds'>
  readonly at: Date
}

const byCell: ReadonlyMap<string, readonly PermissionRule[]> = Map.groupBy(permissionRules, makeCellKey)

/** The rule in force at that moment, or undefined: then the core refuses. One map look-up, whatever the table's size. */
export function findPermission(question: PermissionQuestion): PermissionRule | undefined {
  const day = japaneseDay(question.at)
  return byCell.get(makeCellKey(question))?.find((rule) => isInForce(rule, day))
}

/** As `findPermission`, for two agencies that each may be of several kinds (a city is 市町村長 and 都道府県知事等). */
export function findPermissionBetween(question: PermissionQuestionBetween): PermissionRule | undefined {
  const { affair, type, inquirer, provider, at } = question
  for (const inquirerKind of inquirer.kinds) {
    for (const providerKind of provider.kinds) {
      const rule = findPermission({ inquirerKind, providerKind, affair, type, at })
      if (rule) return rule
    }
  }
  return undefined
}

function isInForce({ validFrom, validUntil }: PermissionRule, day: string): boolean {
  return validFrom <= day && (validUntil === undefined || day <= validUntil)
}

function makeCellKey({ inquirerKind, affair, providerKind, type }: Cell): string {
  return `${inquirerKind} ${affair} ${providerKind} ${type}`
}
