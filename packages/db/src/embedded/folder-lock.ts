import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '@madoguchi/kit'

/**
 * Holds a data folder for one live process. The lock is the operating system's own (fcntl, taken through SQLite,
 * since Node has no call for it): the kernel lets go of it when the process ends in whatever way, so that neither a
 * kill -9 nor a process id that is used again leaves a wrong answer behind.
 */
export function openFolderLock(dataFolder: string): Disposable {
  const file = new DatabaseSync(join(dataFolder, 'lock'), { open: false, timeout: 0 })
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

const sqliteBusy = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
