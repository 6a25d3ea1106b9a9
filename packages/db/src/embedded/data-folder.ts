import { constants } from 'node:fs'
import { access, mkdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '@madoguchi/kit'

/** The places inside a data folder. */
export type DataFolder = {
  readonly root: string
  /** PostgreSQL's own folder. */
  readonly cluster: string
  /** Where a cluster is made before it is whole. */
  readonly clusterUnfinished: string
  readonly secrets: string
  readonly serverLog: string
}

/** Makes the folder when it is missing. Throws DB_FOLDER_NOT_WRITABLE when that, or writing there, is impossible. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  try {
    await mkdir(path, { recursive: true, mode: 0o711 })
    const root = await realpath(resolve(path))
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
    const secrets = join(root, 'secrets')
    await mkdir(secrets, { recursive: true, mode: 0o700 })
    await access(secrets, constants.R_OK | constants.W_OK | constants.X_OK)
    return {
      root,
      cluster: join(root, 'cluster'),
      clusterUnfinished: join(root, 'cluster-unfinished'),
      secrets,
      serverLog: join(root, 'server.log'),
    }
  } catch (cause) {
    throw new AppError(
      'DB_FOLDER_NOT_WRITABLE',
      `The data folder ${path} cannot be written by this user; choose another folder or change its owner.`,
      { cause },
    )
  }
}
