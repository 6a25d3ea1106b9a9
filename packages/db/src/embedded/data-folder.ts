import { constants } from 'node:fs'
import { access, mkdir, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '@madoguchi/kit'

/** The places inside a data folder. */
export type ClusterFolder = {
  readonly root: string
  /** PostgreSQL's own folder. */
  readonly cluster: string
  /** Where a cluster is made before it is whole. */
  readonly clusterUnfinished: string
  readonly secrets: string
  readonly serverLog: string
}

/** Makes the folder when it is missing. Throws DB_FOLDER_NOT_WRITABLE when that, or writing there, is impossible. */
export async function openClusterFolder(path: string): Promise<ClusterFolder> {
  try {
    await createFolder(resolve(path), 0o711)
    const root = await realpath(resolve(path))
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
    const secrets = join(root, 'secrets')
    await createFolder(secrets, 0o700)
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

/** Node's own recursive mkdir never returns where a file system answers ENOENT to every new folder, as /proc does. */
async function createFolder(path: string, mode: number): Promise<void> {
  const outcome = await tryMakeFolder(path, mode)
  if (outcome !== 'no parent') return
  await createFolder(dirname(path), 0o755)
  await mkdir(path, { mode })
}

async function tryMakeFolder(path: string, mode: number): Promise<'there' | 'no parent'> {
  try {
    await mkdir(path, { mode })
    return 'there'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return 'there'
    if (code === 'ENOENT' && path !== dirname(path)) return 'no parent'
    throw error
  }
}
