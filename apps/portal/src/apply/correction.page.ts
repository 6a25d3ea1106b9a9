import type { FormError } from '@madoguchi/forms'
import { AppError, formatDate, japaneseDay } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDescriptionList,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
} from '@madoguchi/ui'
import { replyChanged } from '../fill/fill-changed.ts'
import { renderErrors, renderFillForm } from '../fill/fill-form.ts'
import { isWhole } from '../fill/list-wrong.ts'
import { type OpenDraft, pathOf } from '../fill/open-draft.ts'
import { type FillPlace, findAsked, listShown } from '../fill/place.ts'
import type { Replies } from '../fill/replies.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { Applying, OpenApplying } from './applying.ts'
import { keepOpen, listOpenBoxes, type OpenBox } from './correction.ts'
import { findStanding } from './judge-reply.ts'
import { trailOf } from './sending-words.ts'
import { applyWords } from './words.ts'

const path = '/fill/:draft/correction'
const placePath = `${path}/:page`
const itemPath = `${placePath}/:item`

type Given = {
  /** Also where something is missing still. */
  readonly open: OpenApplying
  readonly replies: Pick<Replies, 'openPostAny' | 'keepAny'>
}

type Correcting = { readonly applying: Applying; readonly boxes: readonly OpenBox[] }

/** 補正: the officer's words beside each box that is open, and nothing else to be changed. */
export function addCorrection(routes: PageRoutes, { open, replies }: Given): void {
  async function openCorrecting(visit: Visit): Promise<Correcting | { readonly leadsTo: string }> {
    const applying = await open(visit)
    if ('leadsTo' in applying) return applying
    const { fill, answering } = applying
    if (answering?.what !== 'correction') return { leadsTo: pathOf(fill, 'send') }
    return { applying, boxes: listOpenBoxes(fill, answering.first, answering.sent) }
  }

  routes.get(path, async (visit) => {
    const opened = await openCorrecting(visit)
    return 'leadsTo' in opened ? visit.c.redirect(opened.leadsTo, 303) : replyOverview(visit, opened)
  })
  for (const one of [placePath, itemPath]) {
    routes.get(one, async (visit) => {
      const opened = await openCorrecting(visit)
      if ('leadsTo' in opened) return visit.c.redirect(opened.leadsTo, 303)
      return replyPlace(visit, opened, [])
    })
    routes.post(one, async (visit) => {
      const opened = await openCorrecting(visit)
      if ('leadsTo' in opened) return visit.c.redirect(opened.leadsTo, 303)
      const place = readPlace(visit)
      const posted = await replies.openPostAny(visit, place)
      if ('reply' in posted) return posted.reply
      const form = keepOpen(posted.post.form, demandBoxes(opened, place))
      const post = { ...posted.post, form }
      const kept = await replies.keepAny(post)
      if (kept.state !== 'kept') return replyChanged(visit, { ...post, fill: kept.fill }, kept.reading)
      if (kept.reading.errors.length === 0) return visit.c.redirect(pathOf(kept.fill, 'correction'), 303)
      return replyPlace(visit, { ...opened, applying: { ...opened.applying, fill: kept.fill } }, kept.reading.errors)
    })
  }
}

function readPlace({ c }: Visit): FillPlace {
  return { page: c.req.param('page') ?? '', item: c.req.param('item') }
}

function demandBoxes({ boxes }: Correcting, { page, item }: FillPlace): readonly OpenBox[] {
  const mine = boxes.filter((one) => one.page === page && one.item === item)
  if (mine.length === 0) throw new AppError('PAGE_UNKNOWN', 'Nothing is open there.')
  return mine
}

function pathOfBox(fill: OpenDraft, { page, item }: FillPlace): string {
  return item === undefined ? pathOf(fill, 'correction', page) : pathOf(fill, 'correction', page, item)
}

function replyOverview(visit: Visit, { applying, boxes }: Correcting): Response {
  const { correction: copy } = applyWords(visit.frame).reply
  const { fill, answering } = applying
  const standing = answering && findStanding(answering.first.events)
  const until = standing?.until
  const isLate = until !== undefined && japaneseDay(new Date(fill.now)) > until
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    standing?.text === undefined
      ? ''
      : renderSection({
          heading: copy.textHeading,
          body: html`<p>${standing.text.split('\n').map((line, at) => (at === 0 ? line : html`<br>${line}`))}</p>`,
        }),
    until === undefined ? '' : html`<p>${copy.until(formatDate(until))}</p>`,
    renderSection({ heading: copy.askedHeading, body: boxes.map((box) => renderBox(fill, box, visit.frame)) }),
    html`<p>${copy.others}</p>`,
    isWhole(fill)
      ? renderButtonGroup([renderLinkButton({ label: copy.next, href: pathOf(fill, 'files') })])
      : html`<p><strong>${copy.unfinished}</strong></p>`,
  ]
  const notice = isLate
    ? renderNotificationBanner({ tone: 'warning', heading: copy.lateHeading, body: html`<p>${copy.late}</p>` })
    : ''
  const breadcrumb = trailOf(applying, visit.frame)
  return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main, notice }))
}

function renderBox(fill: OpenDraft, box: OpenBox, reader: Reader): Child {
  const { correction: copy } = applyWords(reader).reply
  const isChanged = box.before !== box.now
  const rows = [
    { term: copy.words, value: box.words ?? copy.since },
    { term: copy.before, value: box.before ?? copy.blank },
    ...(isChanged ? [{ term: copy.now, value: box.now ?? copy.blank }] : []),
  ]
  const chip = box.isWrong
    ? ({ tone: 'error', label: copy.wrong } as const)
    : isChanged
      ? ({ tone: 'success', label: copy.changed } as const)
      : ({ tone: 'warning', label: copy.unchanged } as const)
  return renderSection({
    heading: box.label,
    level: 3,
    body: [
      html`<p>${renderStatusChip(chip)}</p>`,
      renderDescriptionList({ rows }),
      renderLinkButton({
        label: copy.change,
        context: `(${box.label})`,
        href: pathOfBox(fill, box),
        kind: 'outline',
        size: 'medium',
      }),
    ],
  })
}

function replyPlace(visit: Visit, correcting: Correcting, told: readonly FormError[]): Response {
  const { correction: copy } = applyWords(visit.frame).reply
  const { applying } = correcting
  const { fill } = applying
  const place = readPlace(visit)
  const boxes = demandBoxes(correcting, place)
  const isOpen = (id: string | undefined) => boxes.some(({ field }) => field === id)
  const errors = told.filter(({ field }) => isOpen(field))
  const words = boxes.map(({ label, words: said }) => ({ term: label, value: said ?? copy.since }))
  const main = [
    renderSection({ heading: copy.words, body: renderDescriptionList({ rows: words }) }),
    renderFillForm(visit.frame, fill, {
      action: pathOfBox(fill, place),
      asked: (findAsked(fill.filling, place) ?? []).filter(({ field }) => isOpen(field.id)),
      entries: listShown(fill.filling, fill.draft.content, place),
      errors,
      from: undefined,
      buttons: renderButtonGroup([
        renderButton({ label: copy.save }),
        renderLinkButton({ label: copy.back, href: pathOf(fill, 'correction'), kind: 'outline' }),
      ]),
    }),
  ]
  const breadcrumb = [...trailOf(applying, visit.frame), { label: copy.title, href: pathOf(fill, 'correction') }]
  const page = { title: copy.placeTitle, breadcrumb, main, notice: renderErrors(fill, errors) }
  return replyPage(visit, renderFrame(visit, page), errors.length === 0 ? 200 : 422)
}
