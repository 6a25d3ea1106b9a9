import type { Site } from '@madoguchi/ui'
import { pageErrors } from '../errors.ts'
import type { Refuse } from '../refuse.ts'
import { wantsJson } from '../refuse.ts'
import { renderErrorPage } from './error-page.ts'
import { type FormLeads, leadForm } from './lead-form.ts'

type Leading = {
  /** The sender of a form is led there instead. */
  readonly formLeads?: FormLeads | undefined
  readonly isForPrograms?: ((path: string) => boolean) | undefined
}

/** Says what is wrong in the site's own frame. */
export function makeRefuse(site: Site, { formLeads, isForPrograms }: Leading = {}): Refuse {
  return (c, code, facts = {}) => {
    const { http } = pageErrors[code]
    const requestId = c.get('requestId')
    if (wantsJson(c)) return c.json({ code, facts, requestId }, http)
    const leads = isForPrograms?.(c.req.path) === true ? undefined : formLeads
    const led = leads === undefined ? undefined : leadForm(c, code, leads)
    if (led !== undefined) return led
    return c.html(renderErrorPage({ site, code, requestId }), http)
  }
}
