import type { Child, Html } from '@madoguchi/ui'
import { html, renderSection, renderTable } from '@madoguchi/ui'
import { formOf } from '../../cases/answers.ts'
import type { CaseFile, OpenedCase } from '../../cases/read-case.ts'
import { renderMoment } from '../render-moment.ts'
import { deskWords } from '../words.ts'
import { renderSignature } from './render-case-facts.ts'

/** The form and what was attached, of the filing that began the case and of those that came later. */
export function renderFiles({ filing, filings }: OpenedCase): Html {
  const { one: copy } = deskWords.cases
  const tables = filings.map((one, at) => {
    const kind = copy.followUpKinds[formOf(one).what] ?? copy.followUpKinds.application
    const lead =
      at === 0 ? '' : html`<h3>${kind} ${renderMoment(one.takenAt)}</h3><p>${renderSignature(one.signature)}</p>`
    return [
      lead,
      renderTable({
        ...{ id: `files-${at}`, caption: kind, hidesCaption: true, density: 'dense' },
        columns: [
          { label: copy.fileName, isRowHeader: true },
          { label: copy.fileSize, isNumeric: true },
          { label: copy.download },
        ],
        rows: one.files.map((file) => describeFile(filing, file)),
      }),
    ]
  })
  return renderSection({ id: 'files', heading: copy.files, body: [html`<p>${copy.filesLead}</p>`, tables] })
}

function describeFile(filing: string, file: CaseFile): Child[] {
  const { one: copy } = deskWords.cases
  const name = file.index === 0 ? `${copy.formFile}(PDF)` : (file.name ?? '')
  const href = `/cases/${filing}/files/${file.filing}/${file.index}`
  return [
    html`<a href="${href}/pages/1">${name}</a>`,
    saySize(file.sizeBytes ?? 0),
    html`<a href="${href}">${copy.download}<span class="only-heard">(${name})</span></a>`,
  ]
}

/** 「1.2 MB」「340 kB」 */
function saySize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
