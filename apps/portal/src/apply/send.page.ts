import { filingLimits } from '@madoguchi/filing'
import { getParties } from '@madoguchi/forms'
import { AppError, formatDate } from '@madoguchi/kit'
import { verdictCopy } from '@madoguchi/pades'
import { markSubstitutes } from '@madoguchi/pki'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDescriptionList,
  renderDisclosure,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
} from '@madoguchi/ui'
import { pathOf } from '../fill/open-draft.ts'
import { fillWords } from '../fill/words.ts'
import { renderCardPart } from '../shell/card-part.ts'
import { renderFileField } from '../shell/file-field.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { leadTo, readForm, setRetryAfter, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { type Applying, demandApplying, type OpenApplying } from './applying.ts'
import { compareSigner, isOtherSigner, type SignerRow } from './compare-signer.ts'
import { demandTurn, sayFile } from './files.page.ts'
import { listAskedPapers } from './list-asked-papers.ts'
import type { Prepared } from './prepared.ts'
import { readUpload } from './read-upload.ts'
import { renderSteps } from './render-steps.ts'
import { pathOfFiling, pathToMake } from './reply-paths.ts'
import { sendWords, trailOf } from './sending-words.ts'
import { type Changed, listChanged, renderShownForm } from './shown-form.ts'
import type { Forms, SignedRefusal } from './take-signed.ts'
import { applyWords } from './words.ts'

export const sendPath = '/fill/:draft/send'
export const signedPath = `${sendPath}/signed`
/** The form with a signature behind it. */
export const signedBytesMax = filingLimits.partSizeBytesMax + 1024 * 1024

const retryAfterS = 15

type Given = {
  readonly forms: Forms
  readonly open: OpenApplying
  readonly limits: Pick<Counts, 'mayPass' | 'mayPassKept'>
  readonly send: (applying: Applying, prepared: Prepared) => Promise<string>
}

/** 署名する and 確かめて送る: the form as it will be sent, who signed it, and the sending. */
export function addSend(routes: PageRoutes, { forms, open, limits, send }: Given): void {
  routes.get(sendPath, async (visit) => {
    const found = await findPrepared(visit)
    if ('leadsTo' in found) return visit.c.redirect(found.leadsTo, 303)
    return replySend(visit, { ...found, wantsAnew: visit.url.searchParams.has('anew') })
  })
  routes.get(`${sendPath}/form.pdf`, async (visit) => {
    const found = await findPrepared(visit)
    if ('leadsTo' in found) return visit.c.redirect(found.leadsTo, 303)
    const { applying, prepared } = found
    const { filing, form, signed } = prepared
    const isSigned = visit.url.searchParams.has('signed') && signed !== undefined
    const bytes = await forms.read(applying.session, { filing, file: (isSigned ? signed : form).file })
    const how = visit.url.searchParams.get('as') === 'file' ? 'attachment' : 'inline'
    return visit.c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `${how}; filename="${applying.fill.procedure.id}.pdf"`,
    })
  })
  routes.post(
    signedPath,
    async (visit) => {
      const { applying, prepared } = await demandPrepared(visit)
      demandTurn(applying, limits)
      const given = await readUpload(visit)
      const refusal =
        given === undefined ? ({ why: 'unsigned' } as const) : await forms.take({ applying, prepared }, given.bytes)
      if (refusal !== undefined) return refuseSigned(visit, { applying, prepared, refusal })
      return visit.c.redirect(pathOf(applying.fill, 'send'), 303)
    },
    { page: sendPath },
  )
  routes.post(sendPath, async (visit) => {
    const opened = await open(visit)
    // Pressed twice, or in an old window: it was sent, and this leads to it.
    if ('leadsTo' in opened && opened.leadsTo.startsWith('/filings/')) return visit.c.redirect(opened.leadsTo, 303)
    const applying = await demandApplying(visit, open)
    const prepared = await forms.find(applying)
    const changed = listChanged(await readForm(visit), { applying, prepared })
    if (prepared === undefined || changed.length > 0) return refuseChanged(visit, applying, changed)
    if (applying.signedBy === 'card') {
      const refusal = await forms.checkAgain(applying.session, prepared)
      if (refusal !== undefined) return refuseSigned(visit, { applying, prepared, refusal })
    }
    if (!(await limits.mayPassKept('filings-by-account-a-day', applying.session.account)))
      throw new AppError('FILINGS_USED_UP', 'As many filings as an account may send in a day.')
    const filing = await send(applying, prepared)
    const { answering } = applying
    const to = answering === undefined ? `/filings/${filing}?sent` : `${pathOfFiling(answering)}?sent=${answering.what}`
    return visit.c.redirect(to, 303)
  })

  /** The form as it was made last, or where to go first: it is made by a press, the first time and after a change. */
  async function findPrepared(visit: Visit) {
    const applying = await open(visit)
    if ('leadsTo' in applying) return applying
    const prepared = await forms.find(applying)
    return prepared === undefined ? { leadsTo: `${pathToMake(applying.fill)}?changed` } : { applying, prepared }
  }

  async function demandPrepared(visit: Visit) {
    const applying = await demandApplying(visit, open)
    const prepared = await forms.find(applying)
    if (prepared === undefined) throw new AppError('FILING_CHANGED', 'The draft or its papers changed since.')
    return { applying, prepared }
  }
}

type Shown = { readonly applying: Applying; readonly prepared: Prepared; readonly wantsAnew?: boolean }

function refuseSigned(visit: Visit, { refusal, ...shown }: Shown & { readonly refusal: SignedRefusal }): Response {
  const copy = sendWords(shown.applying, visit.frame)
  if (refusal.why === 'busy') setRetryAfter(visit, retryAfterS)
  const text =
    refusal.why === 'signature' ? copy.refusedSignature(verdictCopy[refusal.code]) : copy.refused[refusal.why]
  leadTo(visit, pathOf(shown.applying.fill, 'send'))
  return replySend(visit, { ...shown, wantsAnew: true, error: text })
}

/** Another window changed it: nothing is sent, and what is new is looked at first. */
function refuseChanged(visit: Visit, applying: Applying, changed: readonly Changed[]): Response {
  const { send: copy, errors } = applyWords(visit.frame)
  const { title, body } = errors.FILING_CHANGED
  const list = changed.map(
    (one) => html`<li>${'name' in one ? copy.changed[one.what](one.name) : copy.changed[one.what]}</li>`,
  )
  const href = pathOf(applying.fill, 'send')
  leadTo(visit, href)
  const main = [
    html`<p class="lead">${body}</p>`,
    renderSection({ heading: copy.changedHeading, body: html`<ul>${list}</ul>` }),
    renderButtonGroup([renderLinkButton({ label: copy.changedSee, href })]),
  ]
  return replyPage(visit, renderFrame(visit, { title, breadcrumb: trailOf(applying, visit.frame), main }), 409)
}

function replySend(visit: Visit, shown: Shown & { readonly error?: string }): Response {
  const { applying, prepared, wantsAnew = false, error } = shown
  const isToSign = applying.signedBy === 'card' && (prepared.signed === undefined || wantsAnew)
  const copy = sendWords(applying, visit.frame)
  const { fill } = applying
  const main = isToSign ? renderSign(visit, applying, error) : renderSending(visit, applying, prepared)
  const before = pathToMake(fill)
  const page = {
    title: isToSign ? copy.signTitle : copy.title,
    breadcrumb: [...trailOf(applying, visit.frame), { label: copy.filesTitle, href: before }],
    main: [...main, html`<p><a href="${before}">${copy.backToFiles}</a></p>`],
    notice: error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'signed', text: error }] }),
    ...(isToSign ? { scripts: ['apply-sign.js'] } : {}),
  }
  return replyPage(visit, renderFrame(visit, page), error === undefined ? 200 : 422)
}

function renderFormLinks(applying: Applying, reader: Reader, query: string): Html {
  const copy = sendWords(applying, reader)
  const pdf = pathOf(applying.fill, 'send', 'form.pdf')
  return renderButtonGroup([
    renderLinkButton({
      label: copy.openForm,
      href: `${pdf}${query === '' ? '' : `?${query}`}`,
      kind: 'outline',
      size: 'medium',
    }),
    renderLinkButton({
      label: copy.saveForm,
      href: `${pdf}?as=file${query === '' ? '' : `&${query}`}`,
      kind: 'outline',
      size: 'medium',
      icon: 'download',
    }),
  ])
}

function renderSign(visit: Visit, applying: Applying, error: string | undefined): readonly Child[] {
  const reader = visit.frame
  const copy = sendWords(applying, reader)
  const { fill, title } = applying
  const card = renderCardPart(visit, {
    id: 'apply-sign',
    state: copy.signState,
    form: [
      html`<input type="hidden" name="source" value="${pathOf(fill, 'send', 'form.pdf')}"><input type="hidden" name="name" value="${title}.pdf">`,
      renderButton({ label: copy.sign, icon: 'card' }),
    ],
  })
  const upload = html`<form class="stack" id="apply-signed" method="post" action="${pathOf(fill, 'send', 'signed')}" enctype="multipart/form-data" novalidate>
${renderFileField({ name: 'attachment', id: 'signed', label: copy.uploadField, requirement: 'unsaid', accept: 'application/pdf,.pdf', error })}
${renderButton({ label: copy.uploadSubmit, kind: 'outline' })}
</form>`
  return [
    renderSteps(applying, 'sign', reader),
    html`<p class="lead">${copy.signLead}</p>`,
    renderForOther(applying, reader),
    renderFew(applying, reader),
    renderFormLinks(applying, reader, ''),
    renderSection({ heading: copy.partsHeading, body: renderParts(applying, reader) }),
    renderSection({ heading: copy.sign, body: card }),
    renderDisclosure({
      summary: copy.uploadHeading,
      isOpen: error !== undefined,
      body: [
        ...copy.upload.map((line) => html`<p>${line}</p>`),
        renderDescriptionList({ rows: [{ term: copy.commandTerm, value: html`<code>${copy.command}</code>` }] }),
        upload,
      ],
    }),
  ]
}

/** Whose matter it is, where whoever files is somebody else. */
function renderForOther({ fill }: Applying, reader: Reader): Child {
  const { filer, subjectName, applicantName } = getParties(fill.filling)
  if (filer === undefined || filer.is === 'subject' || subjectName === undefined || applicantName === undefined)
    return ''
  return html`<p>${fillWords(reader).check.filesFor(subjectName, applicantName)}</p>`
}

/** Fewer papers than are always asked for. Which of them one is nobody can tell, so that it hinders nobody. */
function renderFew(applying: Applying, reader: Reader): Child {
  const copy = applyWords(reader).send
  const asked = applying.answering === undefined ? listAskedPapers(applying) : []
  const required = asked.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  const count = applying.attachments.length
  if (count >= required.length) return ''
  return renderNotificationBanner({
    tone: 'warning',
    heading: copy.fewHeading,
    body: html`<p>${copy.fewBody(required, count)}</p>`,
  })
}

/** The form and each paper: what it is called, what it is, how large. */
function renderParts(applying: Applying, reader: Reader): Html {
  const copy = sendWords(applying, reader)
  const list = applying.attachments.map((one) => html`<li>${copy.partNamed(one.name, sayFile(one, reader))}</li>`)
  return html`<ul><li>${copy.formNamed(applying.title)}</li>${list}</ul>`
}

function renderSending(visit: Visit, applying: Applying, prepared: Prepared): readonly Child[] {
  const { signed } = prepared
  const reader = visit.frame
  const copy = sendWords(applying, reader)
  const { fill, offer, desk, signedBy } = applying
  const rows = signed === undefined ? [] : compareSigner(fill.filling, signed.signer)
  const isOther = isOtherSigner(rows)
  const others = rows.filter(({ is }) => is === 'other').map(({ attribute }) => copy.attributes[attribute])
  const anew = `${pathOf(fill, 'send')}?anew`
  return [
    renderSteps(applying, 'send', reader),
    html`<p class="lead">${copy.lead(offer.offer.addressee)}</p>`,
    renderForOther(applying, reader),
    renderFew(applying, reader),
    isOther
      ? renderNotificationBanner({
          tone: 'warning',
          heading: copy.otherHeading,
          body: html`<p>${copy.otherBody(others)}</p>`,
          actions: [renderLinkButton({ label: copy.signAgain, href: anew, size: 'medium' })],
        })
      : '',
    renderSection({
      heading: copy.partsHeading,
      body: [renderParts(applying, reader), renderFormLinks(applying, reader, signed === undefined ? '' : 'signed')],
    }),
    signed === undefined
      ? html`<p>${copy.noSignature}</p>`
      : renderSection({
          heading: copy.signerHeading,
          body: [
            renderSigner(signed.signer, rows, reader),
            isOther ? '' : html`<p><a href="${anew}">${copy.signAgain}</a></p>`,
          ],
        }),
    html`<p>${copy.intake[desk.intake]}</p><p>${copy.cannotUndo}</p>`,
    html`<form method="post" action="${pathOf(fill, 'send')}">${renderShownForm(applying, prepared)}${renderButton({
      label: isOther ? copy.submitAnyway : copy.submit,
      kind: isOther ? 'outline' : 'solid',
    })}</form>`,
    signedBy === 'card' ? html`<p>${copy.fromCard}</p>` : '',
  ]
}

type Signer = NonNullable<Prepared['signed']>['signer']

function renderSigner(signer: Signer, rows: readonly SignerRow[], reader: Reader): Child {
  const copy = applyWords(reader).send
  const said = {
    name: markSubstitutes(signer.name, signer.nameSubstitutes),
    address: markSubstitutes(signer.address, signer.addressSubstitutes),
    birthDate: signer.birthDate === undefined ? copy.absent : formatDate(signer.birthDate),
    sex: signer.sex === undefined ? copy.absent : copy.sexes[signer.sex],
  }
  const chips = {
    same: { tone: 'success', label: copy.same },
    other: { tone: 'warning', label: copy.other },
    unsaid: undefined,
  } as const
  const list = renderDescriptionList({
    rows: rows.map(({ attribute, claimed, is }) => {
      const chip = chips[is]
      const beside =
        chip === undefined ? copy.unsaid : html`${copy.claimed(claimed ?? '')}<br>${renderStatusChip(chip)}`
      return {
        term: copy.attributes[attribute],
        value: html`${copy.signer(said[attribute])}<br>${beside}`,
      }
    }),
  })
  const hasSubstitutes = signer.nameSubstitutes !== undefined || signer.addressSubstitutes !== undefined
  return [list, hasSubstitutes ? html`<p>${copy.substitutes}</p>` : '']
}
