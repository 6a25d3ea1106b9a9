import { hasErrorSummary } from './error-summary.ts'
import type { Child, Html } from './html.ts'
import { attributes, checkedHref, html } from './html.ts'
import { renderIcon } from './icon.ts'
import type { NavigationLink } from './navigation.ts'
import { renderBreadcrumb, renderNavigation } from './navigation.ts'
import type { Language } from './page-copy.ts'
import { pageCopy } from './page-copy.ts'
import type { OperatorInfo } from './page-footer.ts'
import { renderPageFooter } from './page-footer.ts'

/** What is the same on every page of a program: made once at the start. */
export type Site = {
  /** Madoguchi, or 「みほん市 審査の窓口」. */
  readonly name: string
  readonly operator: OperatorInfo
  /** From `makeAssetPath`. */
  assetPath(name: string): string
  /** Shows the yellow band. */
  readonly isSandbox: boolean
}

type PageUser = {
  readonly name: string
  /** The person for whom a proxy acts. */
  readonly onBehalfOf?: string | undefined
  /** Where the log-out form is posted. */
  readonly logOutAction: string
}

export type PageProps = {
  readonly site: Site
  readonly title: string
  readonly main: Child
  /** The heading, when it differs from the title. */
  readonly heading?: Child | undefined
  /** The content brings its own h1 (`renderHero`). */
  readonly hasOwnHeading?: boolean | undefined
  readonly breadcrumb?: readonly { readonly label: string; readonly href: string }[] | undefined
  readonly navigation?: readonly NavigationLink[] | undefined
  readonly user?: PageUser | undefined
  readonly logInHref?: string | undefined
  /** Links to this page in other languages. */
  readonly languages?:
    | readonly {
        readonly language: Language
        readonly href: string
        readonly isCurrent?: boolean | undefined
      }[]
    | undefined
  readonly language?: Language | undefined
  /** 'reading' 800 px (default), 'wide' 1120 px, 'dense' wide and dense for desks. */
  readonly width?: 'reading' | 'wide' | 'dense' | undefined
  /** Names of our own modules, loaded after the page is there. */
  readonly scripts?: readonly string[] | undefined
  /** Right under the heading: a banner or an error summary. */
  readonly notice?: Child | undefined
}

/** A whole document: skip link, header, band, breadcrumb, heading, content, footer. */
export function renderPage(props: PageProps): Html {
  const { site } = props
  const language = props.language ?? 'ja'
  const copy = pageCopy[language]
  // Whoever hears the page hears at once that a form came back.
  const notice = html`${props.notice}`
  const scripts = (props.scripts ?? []).map(
    (name) => html`<script type="module" src="${site.assetPath(name)}"></script>`,
  )
  return html`<!DOCTYPE html>
<html lang="${language === 'en' ? 'en' : 'ja'}">
<head>
<meta charset="utf-8">
<title>${hasErrorSummary(notice) ? copy.wrong : ''}${props.title}｜${site.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light">
<link rel="stylesheet" href="${site.assetPath('style.css')}">
<link rel="icon" href="${site.assetPath('icon.svg')}" type="image/svg+xml">
${scripts}
</head>
<body class="page page--${props.width ?? 'reading'}">
<a class="skip-link" href="#main">${copy.skip}</a>
${renderHeader(props, language)}
<div class="frame">
${props.breadcrumb === undefined ? '' : renderBreadcrumb({ trail: props.breadcrumb, here: props.title, label: copy.here })}
<main id="main" tabindex="-1">
${props.hasOwnHeading === true ? '' : html`<h1>${props.heading ?? props.title}</h1>`}
${notice}
<div class="stack">${props.main}</div>
</main>
</div>
${renderPageFooter(site, language)}
</body>
</html>`
}

function renderHeader(props: PageProps, language: Language): Html {
  const copy = pageCopy[language]
  const links = (props.languages ?? []).map(({ language: other, href, isCurrent }) => {
    const own = { lang: other === 'en' ? 'en' : 'ja', 'aria-current': isCurrent === true ? 'true' : undefined }
    return html`<li><a${attributes({ href: checkedHref(href), ...own })}>${pageCopy[other].name}</a></li>`
  })
  const languages =
    links.length === 0 ? '' : html`<nav class="languages" aria-label="${copy.languages}"><ul>${links}</ul></nav>`
  const navigation =
    props.navigation === undefined ? '' : renderNavigation({ label: copy.menu, links: props.navigation })
  return html`<header class="header">
<div class="frame header__row">
<a class="header__site" href="/">${props.site.name}</a>
<div class="header__end">${languages}${renderWho(props, language)}</div>
</div>
${navigation === '' ? '' : html`<div class="header__menu"><div class="frame">${navigation}</div></div>`}
${props.site.isSandbox ? html`<div class="sandbox"><p class="frame">${renderIcon('warning')}<span>${copy.sandbox}</span></p></div>` : ''}
</header>`
}

function renderWho({ user, logInHref }: PageProps, language: Language): Html | '' {
  const copy = pageCopy[language]
  if (user === undefined) {
    return logInHref === undefined
      ? ''
      : html`<a class="button button--outline button--small" href="${checkedHref(logInHref)}">${copy.logIn}</a>`
  }
  const whose =
    user.onBehalfOf === undefined ? '' : html`<span class="who__for">${copy.onBehalfOf(user.onBehalfOf)}</span>`
  return html`<div class="who"><p class="who__name">${renderIcon('person')}<span>${copy.user(user.name)}${whose}</span></p>
<form method="post" action="${checkedHref(user.logOutAction)}"><button class="button button--outline button--small" type="submit">${copy.logOut}</button></form></div>`
}
