import { agency } from '@madoguchi/agency'
import { type AgencyDesk, withAgencyDesk as withDemoDesk } from '@madoguchi/nation'
import type { Surroundings, Values } from '@madoguchi/party'
import { configOption, textOf, withApp } from '@madoguchi/party'
import { dataFolderOf, dataOption } from './data-option.ts'

/** Which agency a command of an officer works at. */
export const agencyOptions = {
  config: { ...configOption, help: 'the agency of this configuration, in place of the demo' },
  agency: { type: 'string', value: 'ID', help: 'which agency of the demo (default: its first one)' },
  data: dataOption,
} as const

/**
 * Lends the desk of an agency: that of a config file, opened beside the program that may run on the same database, or of the
 * demo that runs.
 */
export async function withChosenAgencyDesk<T>(
  given: { values: Values; surroundings: Surroundings },
  use: (desk: AgencyDesk) => Promise<T>,
): Promise<T> {
  if (given.values.config !== undefined) return withApp({ program: agency, ...given }, use)
  return withDemoDesk({ dataFolder: dataFolderOf(given.values), agency: textOf(given.values, 'agency') }, use)
}
