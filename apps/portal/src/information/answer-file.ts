import type { AnswerDocument, PdfRenderer } from '@madoguchi/documents'
import { renderCsv, renderJson, renderXml } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import type { Prints } from '../shell/limits/prints.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { type AnswersOfDocument, makeAnswerDocument } from './make-document.ts'

export const fileTypes = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
} as const

export type FileKind = keyof typeof fileTypes

export function isFileKind(kind: string): kind is FileKind {
  return Object.hasOwn(fileTypes, kind)
}

/** Answers of one session as a file: one document, drawn in this account's turn. */
export type MakeAnswerFile = (
  session: Pick<OpenSession, 'account' | 'holder'>,
  kind: FileKind,
  about: Omit<AnswersOfDocument, 'operator' | 'holder'>,
) => Promise<Bytes>

/** `operator`: who runs this portal, as documents name it. */
export function makeAnswerFile({
  operator,
  prints,
}: {
  operator: string
  prints: Pick<Prints, 'forCitizen'>
}): MakeAnswerFile {
  return async ({ account, holder }, kind, about) =>
    renderFile(kind, makeAnswerDocument({ ...about, operator, holder }), prints.forCitizen(account))
}

async function renderFile(
  kind: FileKind,
  document: AnswerDocument,
  pdf: Pick<PdfRenderer, 'renderPdf'>,
): Promise<Bytes> {
  switch (kind) {
    case 'pdf':
      return pdf.renderPdf(document)
    case 'csv':
      return renderCsv(document)
    case 'json':
      return renderJson(document)
    case 'xml':
      return renderXml(document)
  }
}
