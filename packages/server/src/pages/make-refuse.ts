import type { Site } from '@madoguchi/ui'
import { pageErrors } from '../errors.ts'
import type { Refuse } from '../refuse.ts'
import { wantsJson } from '../refuse.ts'
import { renderErrorPage } from './error-page.ts'

/** Says what is wrong in the site's own frame. */
export function makeRefuse(site: Site): Refuse {
  return (c, code, facts = {}) => {
    const { http } = pageErrors[code]
    const requestId = c.get('requestId')
    if (wantsJson(c)) return c.json({ code, facts, requestId }, http)
    return c.html(renderErrorPage({ site, code, requestId }), http)
  }
}
