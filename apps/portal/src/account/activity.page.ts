import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDateTime,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTable,
  sayDate,
} from '@madoguchi/ui'
import type { ConfirmCard } from '../log-in/confirm-card.ts'
import { type Activity, listActivities, noteSeen } from '../session/activity.ts'
import { type LiveSession, listSessions } from '../session/list-sessions.ts'
import type { Ground } from '../shell/ground.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandMember, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { describeActivity, renderActivityCsv, renderActivityJson } from './activity-file.ts'
import { accountWords } from './words.ts'

/** 操作履歴: where one is logged in, what was done here, and the end of every other log-in. */
export function addActivity(
  routes: PageRoutes,
  ground: Pick<Ground, 'db' | 'clock'>,
  { confirmCard, idleMinutes }: { confirmCard: ConfirmCard; idleMinutes: number },
): void {
  routes.get('/activity', async (visit) => {
    const session = demandMember(visit)
    const sessions = await listSessions(ground, session, idleMinutes)
    return replyActivity(visit, sessions, await listActivities(ground, session))
  })
  routes.post(
    '/activity/close-others',
    (visit) => {
      demandMember(visit)
      return confirmCard(visit, { act: 'close-others', fields: new URLSearchParams() })
    },
    { page: '/activity' },
  )
  routes.get('/activity/activities.csv', (visit) => replyFile(visit, ground, 'csv'))
  routes.get('/activity/activities.json', (visit) => replyFile(visit, ground, 'json'))
}

function replyActivity(visit: Visit, sessions: readonly LiveSession[], activities: readonly Activity[]): Response {
  const copy = accountWords(visit.frame).activity
  const closed = /^\d{1,3}$/.exec(visit.url.searchParams.get('closed') ?? '')?.[0]
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderSessions(visit.frame, sessions),
    renderSection({
      heading: copy.linesHeading,
      body: [
        html`<p>${copy.kept}</p>`,
        html`<div class="stacked">${renderLines(visit.frame, activities)}</div>`,
        html`<p>${copy.notKept}</p><p>${copy.unknown}</p>`,
        renderButtonGroup([renderFile(visit.frame, 'csv'), renderFile(visit.frame, 'json')]),
      ],
    }),
  ]
  const page = renderFrame(visit, {
    title: copy.title,
    width: 'wide',
    breadcrumb: [{ label: shellWords(visit.frame).frame.home, href: '/home' }],
    main,
    ...(closed === undefined ? {} : { notice: renderClosed(visit.frame, Number(closed)) }),
  })
  return replyPage(visit, page)
}

function renderClosed(reader: Reader, count: number): Html {
  const copy = accountWords(reader).activity
  return count > 0
    ? renderNotificationBanner({ tone: 'success', heading: copy.closed(count) })
    : renderNotificationBanner({ tone: 'info', heading: copy.closedNone })
}

function renderSessions(reader: Reader, sessions: readonly LiveSession[]): Html {
  const copy = accountWords(reader).activity
  const table = renderTable({
    id: 'sessions',
    caption: copy.sessionsHeading,
    hidesCaption: true,
    columns: [{ label: copy.place, isRowHeader: true }, { label: copy.since }, { label: copy.seen }],
    rows: sessions.map(({ channel, createdAt, lastSeenAt, isCurrent }) => [
      html`${copy.channels[channel]} ${isCurrent ? renderStatusChip({ tone: 'success', label: copy.here }) : ''}`,
      renderDateTime(createdAt),
      renderDateTime(lastSeenAt),
    ]),
  })
  const others =
    sessions.length < 2
      ? html`<p>${copy.onlyHere}</p>`
      : html`<p>${copy.closeOthersAbout}</p><form method="post" action="/activity/close-others">${renderButton({ label: copy.closeOthers, kind: 'outline', size: 'medium' })}</form>`
  return renderSection({ heading: copy.sessionsHeading, body: [html`<div class="stacked">${table}</div>`, others] })
}

function renderLines(reader: Reader, activities: readonly Activity[]): Html {
  const copy = accountWords(reader).activity
  return renderTable({
    id: 'activities',
    caption: copy.linesHeading,
    hidesCaption: true,
    columns: [{ label: copy.what, isRowHeader: true }, { label: copy.at }, { label: copy.how }],
    rows: activities.map((activity) => [
      html`${describeActivity(activity, reader)}${activity.cardNotAfter === undefined ? '' : html`<span class="descriptions__about">${copy.cardUntil(sayDate(activity.cardNotAfter))}</span>`}`,
      renderDateTime(activity.at),
      copy.channels[activity.channel],
    ]),
  })
}

function renderFile(reader: Reader, kind: 'csv' | 'json'): Html {
  const copy = accountWords(reader).activity
  return renderLinkButton({
    label: copy[kind],
    href: `/activity/activities.${kind}`,
    kind: 'outline',
    size: 'medium',
    icon: 'download',
    downloadName: `${copy.fileName}.${kind}`,
  })
}

async function replyFile(visit: Visit, ground: Pick<Ground, 'db' | 'clock'>, kind: 'csv' | 'json'): Promise<Response> {
  const session = demandMember(visit)
  await noteSeen(ground, session, { event: 'activities-saved', kind })
  const activities = await listActivities(ground, session)
  const bytes =
    kind === 'csv' ? renderActivityCsv(activities, visit.frame) : renderActivityJson(activities, visit.frame)
  return visit.c.body(new Uint8Array(bytes), 200, {
    'Content-Type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="${accountWords(visit.frame).activity.fileName}.${kind}"`,
  })
}
