import type { Html } from './html.ts'
import { checkedHref, html } from './html.ts'
import type { Language } from './page-copy.ts'
import { pageCopy } from './page-copy.ts'

/** Who runs the site: on every page, in Japanese. All of it comes from the operator's configuration. */
export type OperatorInfo = {
  /** みほん市 */
  readonly name: string
  /** 企画部 デジタル推進課 */
  readonly section: string
  readonly address: string
  /** 0123-45-6789 */
  readonly phone: string
  /** 平日 8時30分から17時15分まで */
  readonly hours: string
  readonly legalBasis: string
  readonly links: {
    readonly terms: string
    readonly privacy: string
    readonly accessibility: string
    readonly contact: string
    /** Where a reader finds out why a card cannot be used; only where pages use cards. */
    readonly cardHelp?: string | undefined
  }
}

export function renderPageFooter({ operator }: { readonly operator: OperatorInfo }, language: Language): Html {
  const copy = pageCopy[language]
  const phone = operator.phone.replace(/[^0-9+]/g, '')
  const links = (['cardHelp', 'terms', 'privacy', 'accessibility', 'contact'] as const).map((key) => {
    const href = operator.links[key]
    return href === undefined ? '' : html`<li><a href="${checkedHref(href)}">${copy[key]}</a></li>`
  })
  const call = html`<a class="phone" href="tel:${phone}">${operator.phone}</a>`
  return html`<footer class="footer"><div class="frame">
<nav class="footer__links" aria-label="${copy.footerLinks}"><ul>${links}</ul></nav>
<dl class="operator">
<div><dt>${copy.operator}</dt><dd lang="ja">${operator.name}</dd></div>
<div><dt>${copy.section}</dt><dd lang="ja">${operator.section}</dd></div>
<div><dt>${copy.address}</dt><dd lang="ja">${operator.address}</dd></div>
<div><dt>${copy.phone}</dt><dd>${phone === '' ? operator.phone : call}</dd></div>
<div><dt>${copy.hours}</dt><dd lang="ja">${operator.hours}</dd></div>
<div><dt>${copy.legalBasis}</dt><dd lang="ja">${operator.legalBasis}</dd></div>
</dl>
</div></footer>`
}
