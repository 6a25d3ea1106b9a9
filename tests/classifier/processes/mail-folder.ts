import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Mail = { readonly text: string; readonly sentAt: Date }

/** What the portal's process mailed, as whoever reads somebody's mailbox finds it. */
export type MailFolder = {
  readonly path: string
  /** Those to this address that were never read before; waits up to ten seconds for the first one. */
  waitFor(email: string): Promise<readonly Mail[]>
}

const looks = 400

export async function openMailFolder(path: string): Promise<MailFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const read = new Map<string, Mail>()
  const given = new Set<string>()

  async function readNew(email: string): Promise<Mail[]> {
    const names = (await readdir(path)).filter((name) => name.endsWith('.txt')).sort()
    for (const name of names)
      if (!read.has(name)) {
        const sentAt = new Date(Number(name.split('-')[0]))
        read.set(name, { text: await readFile(join(path, name), 'utf8'), sentAt })
      }
    const found = [...read].filter(([name, { text }]) => !given.has(name) && text.startsWith(`To: ${email}\n`))
    for (const [name] of found) given.add(name)
    return found.map(([, mail]) => mail)
  }

  return {
    path,
    async waitFor(email) {
      let found = await readNew(email)
      for (let look = 0; look < looks && found.length === 0; look++) {
        await sleep(25)
        found = await readNew(email)
      }
      return found
    },
  }
}
