import assert from 'node:assert/strict'
import type { DeskBrowser } from '@madoguchi/agency/testing'

/** The version of a case that a page of the desk shows. */
export function readSeen(text: string): string {
  return /name="seen" value="(\d+)"/.exec(text)?.[1] ?? assert.fail('no version')
}

/** One press on the page of a case as this officer sees it now; gives the page that it leads to. */
export async function press(
  officer: DeskBrowser,
  path: string,
  { act, ...fields }: { readonly act: string } & Readonly<Record<string, string>>,
): Promise<string> {
  const seen = readSeen((await officer.get(path)).text)
  return (await officer.follow(`${path}/${act}`, { seen, ...fields })).text
}

/** What an officer reads of a section of a page, in one line. */
export function readSection(text: string, id: string): string {
  const [section = ''] = new RegExp(`id="${id}"[\\s\\S]*?</section>`).exec(text) ?? []
  return wordsOf(section)
}

/** What stands there for a reader. */
export function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
