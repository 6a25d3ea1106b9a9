import type { Html, PageProps, Site } from '@madoguchi/ui'
import { html, renderDescriptionList, renderLinkButton, renderNotificationBanner, renderPage } from '@madoguchi/ui'
import { errorCopy } from '../error-copy.ts'
import type { PageErrorCode } from '../errors.ts'

type ErrorPageProps = {
  readonly site: Site
  readonly code: PageErrorCode
  readonly requestId: string
  /** Where the one button leads. Default: the front page. */
  readonly action?: { readonly label: string; readonly href: string } | undefined
  /** Who is logged in and the menu, when that is known. */
  readonly page?: Pick<PageProps, 'user' | 'navigation' | 'logInHref'> | undefined
}

/** What happened, whether anything was lost, the one next step, and a number for the help desk. */
export function renderErrorPage({ site, code, requestId, action, page }: ErrorPageProps): Html {
  const copy = errorCopy[code]
  const { label, href } = action ?? { label: 'トップに戻る', href: '/' }
  const { operator } = site
  return renderPage({
    ...page,
    site,
    title: copy.title,
    main: [
      html`<p class="lead">${copy.happened}</p>`,
      renderNotificationBanner({
        tone: 'info',
        heading: copy.next,
        body: copy.lost,
        actions: [renderLinkButton({ label, href, size: 'medium' })],
      }),
      renderDescriptionList({
        rows: [
          { term: 'エラー番号', value: html`<code>${requestId}</code>`, about: 'お問い合わせのときに伝えてください。' },
          {
            term: 'お問い合わせ',
            value: `${operator.name} ${operator.section} 電話 ${operator.phone}(${operator.hours})`,
          },
        ],
      }),
    ],
  })
}
