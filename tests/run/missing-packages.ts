import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Debian packages of `.ci/debian-packages.txt` whose program is not in any of the folders. */
export function findMissingPackages(root: string, folders: readonly string[]): string[] {
  return readFileSync(`${root}.ci/debian-packages.txt`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [program = '', name = ''] = line.split(' ')
      const places = program.startsWith('/') ? [program] : folders.map((folder) => join(folder, program))
      return places.some(isThere) ? [] : [name]
    })
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.F_OK)
    return true
  } catch {
    // Not there: that is the answer.
    return false
  }
}
