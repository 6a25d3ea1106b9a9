import { join } from 'node:path'
import type { Random } from '@madoguchi/kit'
import { base64url, systemRandom } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'

/** 192 random bits, in characters that need no escaping in SQL or in a URL. */
export function makePassword(random: Random = systemRandom): string {
  return base64url.encode(random.bytes(24))
}

/** The password kept under this name, or undefined when there is none. */
export async function findSecret(folder: string, name: string): Promise<string | undefined> {
  return (await findText(join(folder, name)))?.trim()
}

/** Keeps a password in a file that only its owner may read (0600), whole or not at all. */
export async function keepSecret(options: { folder: string; name: string; secret: string }): Promise<void> {
  await writeWhole({ path: join(options.folder, options.name), data: `${options.secret}\n` })
}
