import { makeNationDesk, type NationDesk, openNationFolder, withRegistryDesk } from '@madoguchi/nation'
import type { Surroundings, Values } from '@madoguchi/party'
import { withApp } from '@madoguchi/party'
import { registry } from '@madoguchi/registry'
import { dataFolderOf } from './data-option.ts'

/**
 * Lends the desk of a registry: that of a config file, opened beside the program that may run on the same database, or
 * the demo's. With a data folder residents may be named by its cards, else by code only.
 */
export async function withDesk<T>(
  given: { values: Values; surroundings: Surroundings },
  use: (desk: NationDesk) => Promise<T>,
): Promise<T> {
  const { config, data } = given.values
  const dataFolder = dataFolderOf(given.values)
  if (config === undefined) return withRegistryDesk(dataFolder, use)
  const folder = data === undefined ? undefined : await openNationFolder(dataFolder)
  return withApp({ program: registry, ...given }, (app) => use(makeNationDesk(folder, app.desk)))
}
