import type { Html } from '@madoguchi/ui'
import {
  formatDate,
  html,
  renderButton,
  renderButtonGroup,
  renderDateTime,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTable,
} from '@madoguchi/ui'
import type { ConfirmCard } from '../log-in/confirm-card.ts'
import { type Activity, listActivities, noteSeen } from '../session/activity.ts'
import { type LiveSession, listSessions } from '../session/list-sessions.ts'
import { frameCopy } from '../shell/frame.words.ja.ts'
import type { Ground } from '../shell/ground.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandMember, type Visit } from '../shell/visit.ts'
import { activityCopy as copy } from './activity.words.ja.ts'
import { describeActivity, renderActivityCsv, renderActivityJson } from './activity-file.ts'

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
  routes.post('/activity/close-others', (visit) => {
    demandMember(visit)
    return confirmCard(visit, { act: 'close-others', fields: new URLSearchParams() })
  })
  routes.get('/activity/activities.csv', (visit) => replyFile(visit, ground, 'csv'))
  routes.get('/activity/activities.json', (visit) => replyFile(visit, ground, 'json'))
}

function replyActivity(visit: Visit, sessions: readonly LiveSession[], activities: readonly Activity[]): Response {
  const closed = /^\d{1,3}$/.exec(visit.url.searchParams.get('closed') ?? '')?.[0]
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderSessions(sessions),
    renderSection({
      heading: copy.linesHeading,
      body: [
        html`<p>${copy.kept}</p>`,
        html`<div class="stacked">${renderLines(activities)}</div>`,
        html`<p>${copy.notKept}</p><p>${copy.unknown}</p>`,
        renderButtonGroup([file(copy.csv, 'csv'), file(copy.json, 'json')]),
      ],
    }),
  ]
  const page = renderFrame(visit, {
    title: copy.title,
    width: 'wide',
    breadcrumb: [{ label: frameCopy.home, href: '/home' }],
    main,
    ...(closed === undefined ? {} : { notice: renderClosed(Number(closed)) }),
  })
  return replyPage(visit, page)
}

function renderClosed(count: number): Html {
  return count > 0
    ? renderNotificationBanner({ tone: 'success', heading: copy.closed(count) })
    : renderNotificationBanner({ tone: 'info', heading: copy.closedNone })
}

function renderSessions(sessions: readonly LiveSession[]): Html {
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

function renderLines(activities: readonly Activity[]): Html {
  return renderTable({
    id: 'activities',
    caption: copy.linesHeading,
    hidesCaption: true,
    columns: [{ label: copy.what, isRowHeader: true }, { label: copy.at }, { label: copy.how }],
    rows: activities.map((activity) => [
      html`${describeActivity(activity)}${activity.cardNotAfter === undefined ? '' : html`<span class="descriptions__about">${copy.cardUntil(formatDate(activity.cardNotAfter))}</span>`}`,
      renderDateTime(activity.at),
      copy.channels[activity.channel],
    ]),
  })
}

function file(label: string, kind: 'csv' | 'json'): Html {
  return renderLinkButton({
    label,
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
  const bytes = kind === 'csv' ? renderActivityCsv(activities) : renderActivityJson(activities)
  return visit.c.body(new Uint8Array(bytes), 200, {
    'Content-Type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="${copy.fileName}.${kind}"`,
  })
}
