import type { Bytes } from '@madoguchi/kit'
import type { AnswerDocument, DocumentRow, DocumentSection } from './answer-document.ts'
import { assertBounded } from './answer-document.ts'
import { encodeXmlElement as element, encodeXml } from './xml-document.ts'

/** As XML, whole and well-formed (`encodeXml`). */
export function renderXml(document: AnswerDocument): Bytes {
  assertBounded(document)
  const body = [
    element('title', document.title),
    optional('subtitle', document.subtitle),
    optional('holder', document.holder),
    element('issuer', document.issuer),
    element('operator', document.operator),
    element('requestedAt', document.requestedAt.toISOString()),
    element('asOf', document.asOf),
    element('referenceNumber', document.referenceNumber),
    ...document.sections.map(renderSection),
    ...document.notes.map((note) => element('note', note)),
  ].join('')
  return encodeXml({ root: 'answer', namespace: 'urn:madoguchi:answer:1' }, body)
}

function renderSection({ heading, note, columns, rows }: DocumentSection): string {
  const columnElements = columns?.map((column) => element('column', column)) ?? []
  const inner = [element('heading', heading), optional('note', note), ...columnElements, ...rows.map(renderRow)].join(
    '',
  )
  return `<section>\n${inner}</section>\n`
}

function renderRow({ label, text, explanation, value }: DocumentRow): string {
  const valueElement = value === undefined || value === null ? '' : element('value', String(value))
  return `<row>\n${element('label', label)}${element('text', text)}${valueElement}${optional('explanation', explanation)}</row>\n`
}

function optional(name: string, text: string | undefined): string {
  return text === undefined ? '' : element(name, text)
}
