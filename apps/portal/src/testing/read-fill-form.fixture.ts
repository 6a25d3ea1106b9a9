import type { Seen, TestBrowser } from './test-browser.fixture.ts'

export type FormEntries = Readonly<Record<string, readonly string[]>>

/** What a browser would post of a page's form if nobody touched it. */
export function readFillForm(text: string): { readonly action: string; readonly entries: FormEntries } {
  const [, start = '', body = ''] = /<form([^>]*data-fill[^>]*)>([\s\S]*?)<\/form>/.exec(text) ?? []
  const entries: Record<string, string[]> = {}
  const add = (name: string, value: string) => {
    entries[name] = [...(entries[name] ?? []), value]
  }
  for (const [, attributes = ''] of body.matchAll(/<input([^>]*)>/g)) {
    const type = read(attributes, 'type')
    if ((type === 'radio' || type === 'checkbox') && !/ checked/.test(attributes)) continue
    add(read(attributes, 'name'), type === 'file' ? '' : read(attributes, 'value'))
  }
  for (const [, attributes = '', inner = ''] of body.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const options = [...inner.matchAll(/<option([^>]*)>/g)].map(([, option = '']) => option)
    const chosen = options.find((option) => / selected/.test(option)) ?? options[0] ?? ''
    add(read(attributes, 'name'), read(chosen, 'value'))
  }
  for (const [, attributes = '', inner = ''] of body.matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
    add(read(attributes, 'name'), decode(inner))
  return { action: read(start, 'action'), entries }
}

/** Goes to a page, writes into its form, and presses a button. */
export async function fillIn(
  browser: TestBrowser,
  path: string,
  change: Readonly<Record<string, string | readonly string[]>> = {},
  goal = 'next',
): Promise<Seen> {
  const { action, entries } = readFillForm((await browser.get(path)).text)
  return browser.post(action, { ...entries, ...change, _go: goal })
}

function read(attributes: string, name: string): string {
  return decode(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
}

function decode(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  }
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => named[entity] ?? entity)
}
