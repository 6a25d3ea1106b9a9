/** A site with pages in the frame of `ui`. Who serves none, as every party but the portal, holds none of it. */
export type { ErrorPageProps } from './error-page.ts'
export { renderErrorPage } from './error-page.ts'
export { makeRefuse } from './make-refuse.ts'
export type { WebAppOptions } from './web-app.ts'
export { makeWebApp } from './web-app.ts'
