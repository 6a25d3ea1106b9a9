import type { Context } from 'hono'

/**
 * Whether the browser says that a page of another site, or of a sister domain, led here: by a link, a redirect or a script.
 * An address typed, a bookmark and a mail program say `none`. Old browsers, programs and plain HTTP say nothing, and are not
 * told apart. A word that nobody knows yet is taken for another site.
 */
export function isFromOtherSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}
