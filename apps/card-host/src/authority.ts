import { findText } from '@madoguchi/kit/files'

/** Said by the starter and never by a browser, whose own words come behind. */
const given = '--time-stamp'
const inFile = '--time-stamp-from'

/** What the starter says so that signed documents carry a time stamp of this authority. */
export function nameAuthority(url: string): readonly string[] {
  return [given, url]
}

/** The same for a package, whose starter nobody edits: the file holds the address, or there is none. */
export function nameAuthorityFile(path: string): readonly string[] {
  return [inFile, path]
}

/**
 * The time-stamp authority that was named when this program was installed, or undefined. Neither a page nor the extension
 * can name one. What is no address is given too: signing then fails, where it would silently go without a stamp.
 */
export async function findAuthority([how, what = '']: readonly string[]): Promise<string | undefined> {
  if (how === given) return what
  if (how !== inFile) return undefined
  return (await findText(what))?.trim()
}

/** The address as it is written down: http too, since the answer is signed and nothing secret is sent. */
export function parseAuthority(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return undefined
  return url.username === '' && url.password === '' && url.hash === '' ? url.href : undefined
}
