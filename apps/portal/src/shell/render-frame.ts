import type { Html } from '@madoguchi/ui'
import { formatDateTime, formatTime, html, renderButton, renderNotificationBanner, renderPage } from '@madoguchi/ui'
import { renderNotSent } from './not-sent.ts'
import { renderRefused } from './refused-form.ts'
import { shellWords } from './shell-words.ts'
import type { Frame, PageContent, Visit } from './visit.ts'

type WithContent = { readonly content: PageContent }

/** A page in its frame, and its content alone, which is what is held of a form's answer. */
export type Framed = Html & WithContent

/** A whole page: our content in the house's frame, with the idle notice for those who are logged in. */
export function renderFrame(visit: Visit, content: PageContent): Html & WithContent {
  return Object.assign(renderWhole(visit, content), { content })
}

function renderWhole(visit: Visit, content: PageContent): Html {
  const { session, url } = visit
  const { refused } = visit.frame
  const copy = shellWords(visit.frame).frame
  const isIn = session !== undefined
  const isMember = session?.isRegistered === true
  return renderPage({
    ...content,
    site: visit.site,
    notice: [
      renderNotices(visit.frame),
      refused === undefined ? '' : renderRefused(visit.frame, refused, html`${content.notice}${content.main}`),
      visit.frame.window.typed === undefined ? '' : renderNotSent(visit.frame),
      content.notice,
    ],
    main: [content.main, isIn ? renderIdleNotice(visit) : ''],
    ...(isIn ? { user: { name: session.holder ?? copy.unnamed, logOutAction: '/logout' } } : { logInHref: '/login' }),
    ...(isMember
      ? {
          navigation: (
            [
              ['/home', copy.home],
              ['/information', copy.information],
              ['/requests', copy.requests],
              ['/history', copy.history],
              ['/procedures', copy.procedures],
              ['/activity', copy.activity],
              ['/settings', copy.settings],
            ] as const
          ).map(([href, label]) => ({
            href,
            label,
            isCurrent: url.pathname === href || url.pathname.startsWith(`${href}/`),
          })),
        }
      : {}),
    scripts: [...(content.scripts ?? []), ...(isIn ? ['idle.js'] : [])],
  })
}

/** What the operator tells everybody, on every page of citizens. */
function renderNotices(frame: Frame): readonly Html[] {
  const copy = shellWords(frame).frame
  return frame.notices.map(({ text, from, until, pausesLogIn }) =>
    renderNotificationBanner({
      tone: pausesLogIn ? 'warning' : 'info',
      heading: pausesLogIn ? copy.noticePauses : copy.notice,
      body: html`<p>${text}</p><p>${copy.noticeTimes(formatDateTime(from), formatDateTime(until))}</p>`,
    }),
  )
}

/** Says when the session ends by itself, with a button that works without a script; the script warns in time. */
function renderIdleNotice({ session, url, frame }: Visit): Html {
  const copy = shellWords(frame).frame
  const endsAt = session?.idleEndsAt ?? frame.at
  const leftSeconds = Math.max(0, Math.floor((endsAt.getTime() - frame.at.getTime()) / 1000))
  const { heldId } = frame.window
  const back = heldId === undefined ? url.pathname : `${url.pathname}?held=${heldId}`
  const form = (id: string, kind: 'outline' | 'solid') =>
    html`<form method="post" action="/session/continue"><input type="hidden" name="back" value="${back}">${renderButton({ label: copy.idleContinue, kind, size: kind === 'solid' ? 'medium' : 'small', id })}</form>`
  const warning = renderNotificationBanner({
    tone: 'warning',
    heading: copy.idleHeading,
    body: copy.idleBody,
    actions: [form('idle-continue', 'solid')],
  })
  return html`<div class="idle" data-idle-left-seconds="${leftSeconds}" id="idle">
<div id="idle-warning" role="alertdialog" aria-label="${copy.idleHeading}" tabindex="-1" hidden>${warning}</div>
<p>${copy.idleLine(formatTime(endsAt))}</p>${form('idle-stay', 'outline')}
</div>`
}
