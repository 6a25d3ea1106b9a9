import { filingLimits } from '@madoguchi/filing'
import { AppError } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import { pathOf } from '../fill/open-draft.ts'
import { renderFileField } from '../shell/file-field.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { type Applying, demandApplying, type OpenApplying } from './applying.ts'
import type { KeptAttachment, PaperTools } from './attachments.ts'
import { listAskedPapers } from './list-asked-papers.ts'
import { readUpload } from './read-upload.ts'
import { renderSteps } from './render-steps.ts'
import { pathToMake } from './reply-paths.ts'
import { saySize } from './say-size.ts'
import { filesWords, trailOf } from './sending-words.ts'
import { applyWords } from './words.ts'

export const filesPath = '/fill/:draft/files'
export const changePath = `${filesPath}/:attachment`
/** The file, and what a form writes around it. */
export const uploadBytesMax = filingLimits.partSizeBytesMax + 64 * 1024

const accept = 'application/pdf,.pdf,image/jpeg,image/png,image/heic,.heic'
const megaByte = 1024 * 1024

type Given = {
  readonly papers: PaperTools
  readonly open: OpenApplying
  readonly limits: Pick<Counts, 'mayPass'>
  /** Makes the form that is signed or sent. */
  readonly prepare: (visit: Visit, applying: Applying) => Promise<unknown>
}

/** 書類をそえる: one file a form without a script; with one, as many as were chosen, each by itself. */
export function addFiles(routes: PageRoutes, { papers, open, limits, prepare }: Given): void {
  addUpload(filesPath, replyFiles)
  routes.post(
    `${filesPath}/remove`,
    async (visit) => {
      const { fill, session } = await demandApplying(visit, open)
      const attachment = (await readForm(visit)).get('attachment') ?? ''
      await papers.remove(session, { draft: fill.draft.draft, attachment })
      return visit.c.redirect(pathOf(fill, 'files'), 303)
    },
    { page: filesPath },
  )
  routes.post(
    `${filesPath}/next`,
    async (visit) => {
      const applying = await demandApplying(visit, open)
      const { answering, attachments } = applying
      if (answering?.what === 'papers' && attachments.length === 0)
        return replyFiles(visit, applying, applyWords(visit.frame).reply.noPapers)
      await prepare(visit, applying)
      return visit.c.redirect(pathOf(applying.fill, 'send'), 303)
    },
    { page: filesPath },
  )
  addUpload(changePath, replyChange)

  /** A page to which one file is sent: beside those that are there, or in place of the one that the address names. */
  function addUpload(path: string, reply: (visit: Visit, applying: Applying, error?: string) => Response): void {
    routes.get(path, async (visit) => {
      const applying = await open(visit)
      if ('leadsTo' in applying) return visit.c.redirect(applying.leadsTo, 303)
      // Whoever takes a filing back sends no papers along.
      const isElsewhere = applying.answering?.what === 'withdrawal'
      return isElsewhere ? visit.c.redirect(pathToMake(applying.fill), 303) : reply(visit, applying)
    })
    routes.post(path, async (visit) => {
      const applying = await demandApplying(visit, open)
      demandTurn(applying, limits)
      const given = await readUpload(visit)
      const { missing, errors } = applyWords(visit.frame).files
      if (given === undefined) return reply(visit, applying, missing)
      const draft = applying.fill.draft.draft
      const kept = await papers.keep(applying.session, { draft, given, replaces: visit.c.req.param('attachment') })
      if (!kept.ok) return reply(visit, applying, errors[kept.code])
      return visit.c.redirect(pathOf(applying.fill, 'files'), 303)
    })
  }
}

export function demandTurn({ session }: Pick<Applying, 'session'>, limits: Pick<Counts, 'mayPass'>): void {
  if (!limits.mayPass('files-by-account', session.account)) throw new AppError('TOO_MANY', 'Files of one account.')
}

function replyFiles(visit: Visit, applying: Applying, error?: string): Response {
  const reader = visit.frame
  const copy = filesWords(applying, reader)
  const { fill, attachments, signedBy, answering } = applying
  const { partSizeBytesMax, attachmentsMax, filingSizeBytesMax } = filingLimits
  const limits = copy.limits(partSizeBytesMax / megaByte, attachmentsMax, filingSizeBytesMax / megaByte)
  // What was needed for a first application is there by now.
  const papers = answering === undefined ? listAskedPapers(applying) : []
  const asked = papers.map(
    ({ name, about, isRequired }) =>
      html`<li>${copy.asked(name, isRequired)}${about === undefined ? '' : html`<br>${about}`}</li>`,
  )
  const main = [
    renderSteps(applying, 'files', reader),
    html`<p class="lead">${copy.lead(fill.municipalityName)}</p>`,
    signedBy === 'card' ? html`<p>${copy.needsCard}</p>` : '',
    renderSection({
      heading: copy.askedHeading,
      body: asked.length === 0 ? html`<p>${copy.askedNone}</p>` : html`<ul>${asked}</ul>`,
    }),
    renderSection({
      heading: copy.limitsHeading,
      body: html`<ul>${limits.map((line) => html`<li>${line}</li>`)}</ul>`,
    }),
    renderSection({ heading: copy.listHeading, body: renderList(applying, reader) }),
    renderSection({
      heading: copy.addHeading,
      body: renderUpload({
        action: pathOf(fill, 'files'),
        submit: copy.add,
        sending: copy.sending(''),
        isOutline: true,
        reader,
        error,
      }),
    }),
    html`<form method="post" action="${pathOf(fill, 'files', 'next')}">${renderButtonGroup([
      renderButton({ label: copy.next }),
    ])}</form>`,
  ]
  const isChanged = visit.url.searchParams.has('changed')
  const notice = [
    error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'attachment', text: error }] }),
    isChanged && attachments !== undefined
      ? renderNotificationBanner({
          tone: 'info',
          heading: copy.changedHeading,
          body: html`<p>${copy.changed}</p>`,
        })
      : '',
  ]
  const page = { title: copy.title, breadcrumb: trailOf(applying, reader), main, notice, scripts: ['apply-files.js'] }
  return replyPage(visit, renderFrame(visit, page), error === undefined ? 200 : 422)
}

function renderList({ fill, attachments }: Applying, reader: Reader): Html {
  const copy = applyWords(reader).files
  if (attachments.length === 0) return html`<p>${copy.none}</p>`
  const items = attachments.map(
    (
      one,
    ) => html`<li class="items__item"><div><p class="items__title">${one.name}</p><p class="items__about">${sayFile(one, reader)}</p></div>
<div class="items__actions">${renderLinkButton({ label: copy.change, href: pathOf(fill, 'files', one.attachment), kind: 'outline', size: 'small', context: `(${one.name})` })}${renderButton({ label: copy.remove, context: `(${one.name})`, kind: 'text', size: 'small', name: 'attachment', value: one.attachment })}</div></li>`,
  )
  return html`<form method="post" action="${pathOf(fill, 'files', 'remove')}"><ol class="items" aria-label="${copy.listHeading}">${items}</ol></form>`
}

/** PDF、1.2MB */
export function sayFile(
  { mediaType, sizeBytes }: Pick<KeptAttachment, 'mediaType' | 'sizeBytes'>,
  reader: Reader,
): string {
  const copy = applyWords(reader).files
  return copy.fileOf(saySize(sizeBytes), copy.kinds[mediaType])
}

type Upload = {
  readonly action: string
  readonly submit: string
  readonly sending: string
  readonly isOutline: boolean
  readonly reader: Reader
  readonly error: string | undefined
}

function renderUpload({ action, submit, sending, isOutline, reader, error }: Upload): Child {
  const copy = applyWords(reader).files
  return html`<form class="stack" id="apply-files" method="post" action="${action}" enctype="multipart/form-data" novalidate data-sending="${sending}">
${renderFileField({ name: 'attachment', label: copy.field, support: copy.support, requirement: 'unsaid', accept, error })}
<p role="status" data-state></p>
${renderButton({ label: submit, kind: isOutline ? 'outline' : 'solid' })}
</form>`
}

function replyChange(visit: Visit, applying: Applying, error?: string): Response {
  const reader = visit.frame
  const copy = applyWords(reader).files
  const { fill, attachments } = applying
  const one = attachments.find(({ attachment }) => attachment === visit.c.req.param('attachment'))
  if (one === undefined) throw new AppError('ATTACHMENT_UNKNOWN', 'The draft has no such paper.')
  const files = pathOf(fill, 'files')
  const main = [
    html`<p class="lead">${copy.changeLead(one.name)}</p><p>${sayFile(one, reader)}</p>`,
    renderUpload({
      action: pathOf(fill, 'files', one.attachment),
      submit: copy.changeSubmit,
      sending: copy.sending(''),
      isOutline: false,
      reader,
      error,
    }),
    html`<p><a href="${files}">${copy.back}</a></p>`,
  ]
  const notice = error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'attachment', text: error }] })
  const breadcrumb = [...trailOf(applying, reader), { label: filesWords(applying, reader).title, href: files }]
  const page = { title: copy.changeTitle, breadcrumb, main, notice, scripts: ['apply-files.js'] }
  return replyPage(visit, renderFrame(visit, page), error === undefined ? 200 : 422)
}
