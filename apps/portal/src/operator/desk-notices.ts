import {
  html,
  renderButton,
  renderCheckboxGroup,
  renderDateTime,
  renderErrorSummary,
  renderSection,
  renderTable,
  renderTextArea,
  renderTextField,
} from '@madoguchi/ui'
import { renderNotSent } from '../shell/not-sent.ts'
import type { Notice } from '../shell/notice.ts'
import { addDeskForm, addDeskPage, type Desk, type DeskVisit, renderDone, replyDesk } from './desk.ts'
import {
  endNotice,
  listNotices,
  makeNotice,
  type NewNotice,
  type NoticeCode,
  type NoticeDesk,
  noticeTextMax,
} from './notices.ts'
import { operatorWords } from './words.ts'

/** お知らせと点検: what all citizens read, and whether they can log in meanwhile. */
export function addDeskNotices(desk: Desk, board: NoticeDesk): void {
  addDeskPage(desk, '/notices', async (visit) => {
    const given = visit.window.typed === undefined ? undefined : readNotice(visit.window.typed)
    return replyNotices(visit, await listNotices(board), given)
  })
  addDeskForm(desk, '/notices', async (visit) => {
    const given = readNotice(visit.form)
    const made = await makeNotice(board, given, visit.by)
    if (made.ok) return visit.c.redirect('/notices?done=made', 303)
    return replyNotices(visit, await listNotices(board), given, made.code)
  })
  addDeskForm(desk, '/notices/:notice/end', async (visit) => {
    const isEnded = await endNotice(board, { notice: visit.c.req.param('notice') ?? '', by: visit.by })
    return visit.c.redirect(isEnded ? '/notices?done=ended' : '/notices', 303)
  })
}

function readNotice(form: URLSearchParams): NewNotice {
  return {
    text: form.get('text') ?? '',
    from: form.get('from') ?? '',
    until: form.get('until') ?? '',
    pausesLogIn: form.get('pauses') === 'yes',
  }
}

function replyNotices(visit: DeskVisit, notices: readonly Notice[], given?: NewNotice, refused?: NoticeCode): Response {
  const copy = operatorWords(visit.reader).desk
  const list =
    notices.length === 0
      ? html`<p>${copy.noticeNone}</p>`
      : renderTable({
          id: 'notices',
          caption: copy.noticeNow,
          hidesCaption: true,
          density: 'dense',
          columns: [
            { label: copy.text, isRowHeader: true },
            { label: copy.from },
            { label: copy.until },
            { label: copy.pauses },
            { label: copy.act },
          ],
          rows: notices.map(({ notice, text, from, until, pausesLogIn }) => [
            text,
            renderDateTime(from),
            renderDateTime(until),
            pausesLogIn ? copy.pausesYes : copy.pausesNo,
            html`<form method="post" action="/notices/${notice}/end">${renderButton({ label: copy.end, kind: 'outline', size: 'small', context: `(${text})` })}</form>`,
          ]),
        })
  const errorOf = (code: NoticeCode) => (refused === code ? { error: copy.noticeErrors[code] } : {})
  const time = (name: 'from' | 'until') =>
    renderTextField({
      name,
      label: copy[name],
      requirement: 'required',
      kind: 'datetime',
      width: 'medium',
      size: 'medium',
      value: given?.[name],
      ...(name === 'until' ? errorOf('NOTICE_TIMES') : {}),
    })
  const form = html`<form class="stack" method="post" action="/notices" novalidate>
${renderTextArea({ name: 'text', label: copy.text, requirement: 'required', support: copy.textSupport, rows: 3, lengthMax: noticeTextMax, value: given?.text, ...errorOf('NOTICE_TEXT') })}
${time('from')}${time('until')}
${renderCheckboxGroup({ name: 'pauses', label: copy.pauses, choices: [{ value: 'yes', label: copy.pausesLabel, isChosen: given?.pausesLogIn === true }] })}
${renderButton({ label: copy.make, size: 'medium' })}
</form>`
  const notice =
    refused === undefined && visit.window.typed !== undefined
      ? renderNotSent(visit.reader)
      : refused === undefined
        ? renderDone(visit, { made: copy.made, ended: copy.ended })
        : renderErrorSummary({
            errors: [{ field: refused === 'NOTICE_TEXT' ? 'text' : 'until', text: copy.noticeErrors[refused] }],
          })
  const main = [
    html`<p>${copy.noticeLead}</p>`,
    renderSection({ heading: copy.noticeNow, body: list }),
    renderSection({ heading: copy.noticeNew, body: form }),
  ]
  return replyDesk(visit, { title: copy.notices, notice, main, status: refused === undefined ? 200 : 422 })
}
