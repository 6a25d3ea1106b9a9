import type { AnswerDocument, PdfRenderer } from '@madoguchi/documents'
import { renderCsv, renderJson, renderXml } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'

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

export async function renderAnswerFile(
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
