import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderDescriptionList,
  renderDisclosure,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTimeline,
} from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { VerifiedDocument, VerifiedRow, VerifiedSignature } from './verified.ts'
import { revisionPath } from './verify-paths.ts'
import { cardWords } from './words.ts'

/** Documents that were looked at, each with its one sentence first. One alone stands open; of several the list comes first, and their details unfold. */
export function renderVerified(reader: Reader, documents: readonly VerifiedDocument[]): readonly Html[] {
  const copy = cardWords(reader).verify
  const isAlone = documents.length === 1
  const parts = documents.map((one, i) =>
    renderSection({
      heading: isAlone ? copy.resultHeading : copy.resultOf(one.name),
      id: `document-${i + 1}`,
      body: [renderSentence(one, isAlone), renderPicture(reader, one), renderDetails(reader, one, isAlone)],
    }),
  )
  return isAlone ? parts : [renderList(reader, documents), ...parts]
}

function renderList(reader: Reader, documents: readonly VerifiedDocument[]): Html {
  const copy = cardWords(reader).verify
  const lines = documents.map(
    ({ name, tone, sentence }, i) =>
      html`<li><a href="#document-${i + 1}">${name}</a><br>${renderStatusChip({ tone, label: sentence })}</li>`,
  )
  return renderSection({
    heading: copy.filesLabel,
    lead: html`<span role="status">${copy.files(documents.length)}</span>`,
    body: html`<ol>${lines}</ol>`,
  })
}

function renderSentence({ tone, sentence, why }: VerifiedDocument, isLive: boolean): Html {
  const body = why.map((line) => html`<p>${line}</p>`)
  return renderNotificationBanner({ tone, heading: sentence, isLive, ...(body.length === 0 ? {} : { body }) })
}

/** What happened to it, one below the other. */
function renderPicture(reader: Reader, { history }: VerifiedDocument): Child {
  if (history.length === 0) return ''
  const copy = cardWords(reader).verify.history
  return [html`<h3>${copy.heading}</h3>`, renderTimeline({ steps: history })]
}

function renderDetails(
  reader: Reader,
  { name, hash, count, signatures, left }: VerifiedDocument,
  isOpen: boolean,
): Child {
  const copy = cardWords(reader).verify
  const file: VerifiedRow[] = [
    { term: copy.fileRows.name, text: name, lines: [] },
    ...(hash === '' ? [] : [{ term: copy.fileRows.hash, text: hash, lines: [] }]),
  ]
  if (signatures.length === 0) return renderRows(file)
  return [
    html`<h3>${copy.detailsHeading}</h3>`,
    html`<p>${count}</p>`,
    left === '' ? '' : html`<p>${left}</p>`,
    ...signatures.map((one) => renderSignature(reader, one, isOpen)),
    renderRows(file),
  ]
}

function renderSignature(reader: Reader, one: VerifiedSignature, isOpen: boolean): Html {
  const copy = cardWords(reader).verify.revision
  const link =
    one.revision === 0
      ? ''
      : html`<p><a href="${revisionPath}?number=${one.revision}">${copy.link(one.heading)}</a></p>`
  const body = [
    html`<p>${renderStatusChip({ tone: one.tone, label: one.verdict })}</p>`,
    ...one.why.map((line) => html`<p>${line}</p>`),
    renderRows(one.rows),
    one.note === '' ? '' : html`<p>${one.note}</p>`,
    link,
  ]
  return renderDisclosure({ summary: one.heading, body: html`<div class="stack">${body}</div>`, isOpen })
}

function renderRows(rows: readonly VerifiedRow[]): Html {
  const list = ({ lines }: VerifiedRow) =>
    lines.length === 0 ? '' : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  return renderDescriptionList({ rows: rows.map((row) => ({ term: row.term, value: [row.text, list(row)] })) })
}
