import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Nation } from '@madoguchi/nation'

const looks = 250

function folderOf({ folder }: Nation): string {
  return join(folder.root, 'mail')
}

export async function emptyMails(nation: Nation): Promise<void> {
  await rm(folderOf(nation), { recursive: true, force: true })
}

/** Sender's words and all, as they were given to be sent since `emptyMails`. */
export async function readMails(nation: Nation): Promise<string[]> {
  const names = await readdir(folderOf(nation)).catch(() => [])
  return Promise.all(
    names.filter((name) => name.endsWith('.txt')).map((name) => readFile(join(folderOf(nation), name), 'utf8')),
  )
}

/** A mail is written beside what it tells of. Goes on without one where none comes: that is seen, too. */
export async function waitForMail(nation: Nation): Promise<void> {
  for (let look = 0; look < looks && (await readMails(nation)).length === 0; look++) await sleep(20)
}
