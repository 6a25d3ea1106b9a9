import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { AnswerDocument, DocumentRow, DocumentSection } from './answer-document.ts'
import { assertBounded } from './answer-document.ts'

/**
 * Well-formed XML 1.0. Characters that XML cannot carry at all (control characters, halves of a surrogate pair) become
 * U+FFFD, and `replacedCharacters` on the root says how many, so that nothing vanishes unseen.
 */
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
  const replaced = body.match(forbidden)?.length ?? 0
  const attributes = `xmlns="urn:madoguchi:answer:1" xml:lang="ja" replacedCharacters="${replaced}"`
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<answer ${attributes}>\n${body.replace(forbidden, '\ufffd')}</answer>\n`
  return utf8.encode(xml)
}

/** Everything outside the Char production of XML 1.0 (fifth edition, 2.2). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

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

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>\n`
}

/** A carriage return is written as a reference, or the reader would turn it into a line feed. */
function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
