import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Random } from '@madoguchi/kit'
import { base64url, systemRandom } from '@madoguchi/kit'

/** 192 random bits, in characters that need no escaping in SQL or in a URL. */
export function makePassword(random: Random = systemRandom): string {
  return base64url.encode(random.bytes(24))
}

/** The password kept under this name, or undefined when there is none. */
export async function findSecret(folder: string, name: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, name), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Keeps a password in a file that only its owner may read (0600), whole or not at all. */
export async function keepSecret(options: { folder: string; name: string; secret: string }): Promise<void> {
  const path = join(options.folder, options.name)
  const file = await open(`${path}.unfinished`, 'w', 0o600)
  try {
    await file.chmod(0o600)
    await file.writeFile(`${options.secret}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.unfinished`, path)
}
