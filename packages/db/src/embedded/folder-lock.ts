import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '@madoguchi/kit'

/**
 * Holds a data folder for one live process. The lock is the operating system's own (fcntl, taken through SQLite,
 * since Node has no call for it): the kernel lets go of it when the process ends in whatever way, so that neither a
 * kill -9 nor a process id that is used again leaves a wrong answer behind.
 */
export function openFolderLock(dataFolder: string): Disposable {
  const path = join(dataFolder, 'lock')
  createLockFile(path)
  const file = new DatabaseSync(path, { open: false, timeout: 0 })
  try {
    file.open()
    file.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (cause) {
    if (file.isOpen) file.close()
    if (!isBusy(cause)) throw cause
    throw new AppError(
      'DB_FOLDER_IN_USE',
      `Another running Madoguchi uses the data folder ${dataFolder}; stop it first or choose another folder.`,
      { cause },
    )
  }
  return { [Symbol.dispose]: () => file.close() }
}

/**
 * Closed to others, who could hold it against us. A file that is there is not opened here: closing it again would drop
 * the lock that this process may hold on it.
 */
function createLockFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const sqliteBusy = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
