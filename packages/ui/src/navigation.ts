import type { Html } from './html.ts'
import { attributes, checkedHref, html } from './html.ts'

export type NavigationLink = { readonly label: string; readonly href: string; readonly isCurrent?: boolean | undefined }
export type NavigationProps = { readonly label: string; readonly links: readonly NavigationLink[] }
export type BreadcrumbProps = {
  /** From the top down to the page above. */
  readonly trail: readonly { readonly label: string; readonly href: string }[]
  readonly here: string
  readonly label?: string | undefined
}

export function renderNavigation({ label, links }: NavigationProps): Html {
  const items = links.map(
    (link) =>
      html`<li><a${attributes({ href: checkedHref(link.href), 'aria-current': link.isCurrent === true ? 'page' : undefined })}>${link.label}</a></li>`,
  )
  return html`<nav class="navigation" aria-label="${label}"><ul>${items}</ul></nav>`
}

export function renderBreadcrumb({ trail, here, label = 'いまいる場所' }: BreadcrumbProps): Html {
  const items = trail.map(({ label, href }) => html`<li><a href="${checkedHref(href)}">${label}</a></li>`)
  return html`<nav class="breadcrumb" aria-label="${label}"><ol>${items}<li><span aria-current="page">${here}</span></li></ol></nav>`
}
