import type { KeyObject } from 'node:crypto'
import type { Clock, Log } from '@madoguchi/kit'
import type { DirectoryHolder } from '@madoguchi/messages'
import { openDirectory } from '@madoguchi/messages'
import { directorySentences } from './directory-sentences.ts'
import type { WatchedFile } from './watch-signed-file.ts'
import { watchSignedFile } from './watch-signed-file.ts'

export type WatchedDirectory = WatchedFile<DirectoryHolder>

/** The directory of the network, kept up to date. Throws AppError DIRECTORY_… or DIRECTORY_UNREADABLE when the first is no good. */
export function watchDirectory(options: {
  file: string
  pinnedKey: KeyObject
  clock: Clock
  log: Log
}): Promise<WatchedDirectory> {
  const { file, pinnedKey, clock, log } = options
  return watchSignedFile({
    file,
    log,
    kind: {
      name: 'directory',
      setting: 'MADOGUCHI_DIRECTORY_FILE',
      codes: { refused: 'DIRECTORY_REFUSED', replaced: 'DIRECTORY_REPLACED', unreadable: 'DIRECTORY_UNREADABLE' },
      sentences: directorySentences,
      unreadable: 'put there what "directory sign" wrote',
    },
    open: (bytes) => openDirectory({ bytes, pinnedKey, clock }),
  })
}
