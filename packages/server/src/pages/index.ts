/** A site with pages in the frame of `ui`. Who serves none, as every party but the portal, holds none of it. */
export { renderErrorPage } from './error-page.ts'
export { type FormLeads, type RefusedForm, readRefusedForm, refusedPath, statusOfRefused } from './lead-form.ts'
export { makeRefuse } from './make-refuse.ts'
export { makeWebApp } from './web-app.ts'
