import type { TestBrowser } from './test-browser.fixture.ts'

/** Where a page leads, or what it loads: links, forms that only ask, files, and what a script is told in JSON. */
const leads = /\b(?:href|src|action|data-words)"?[=:]"(\/[^"]*)"/g
const sends = /<form[^>]*\bmethod="post"[^>]*>/g

/** More than there are: a site that never ends would be a mistake. */
const most = 500

/**
 * Goes wherever links lead from these pages, to each path once. Gives all paths that were opened, and `/login → /card` for each that
 * answers 404, beside the page that led there.
 */
export async function listDeadLinks(
  browser: TestBrowser,
  starts: readonly string[],
): Promise<{ readonly opened: readonly string[]; readonly dead: readonly string[] }> {
  const from = new Map(starts.map((path) => [pathOf(path), '']))
  const dead: string[] = []
  const todo = [...starts]
  for (let path = todo.shift(); path !== undefined && from.size <= most; path = todo.shift()) {
    const { status, location, text } = await browser.get(path)
    if (status === 404) dead.push(`${from.get(pathOf(path))} → ${pathOf(path)}`)
    const found = [...text.replace(sends, '').matchAll(leads)].map(([, href = '']) => href)
    for (const href of [...found, location ?? '']) {
      const next = href.replaceAll('&amp;', '&').replace(/#.*$/, '')
      if (!next.startsWith('/') || from.has(pathOf(next))) continue
      from.set(pathOf(next), path)
      todo.push(next)
    }
  }
  return { opened: [...from.keys()], dead }
}

function pathOf(href: string): string {
  return href.replace(/\?.*$/, '')
}
