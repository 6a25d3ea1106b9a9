import { encodeXmlElement as element, encodeXml } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { comparedMembers } from '../../cases/find-candidates.ts'
import type { CaseExport } from './describe-export.ts'

/**
 * `sinsei.xml` and `sinsei_info.xml`: the names that municipalities' systems know from マイナポータル (申請者情報, 申請情報), and items
 * with boxes as there. What is in them is our own format, under our own namespace.
 */

/** 申請者情報: who applies. */
export function renderApplicantXml({ applicant }: CaseExport): Bytes {
  const body = comparedMembers.map((member) => element(tags[member], applicant[member] ?? '')).join('')
  return encodeXml({ root: 'Applicant', namespace: 'urn:madoguchi:case:1' }, body)
}

const tags = { name: 'Name', kana: 'Kana', birthDate: 'BirthDate', address: 'Address' } as const

/** A file of the ZIP, or one that is not in it, with the code of why. */
export type ZippedFile = {
  readonly path: string
  readonly filing: string
  readonly index: number
  readonly sizeBytes: number
  readonly held: string | undefined
}

/** 申請情報: what was applied for, an item for each field of the form, and which files lie beside it. */
export function renderFilingXml(one: CaseExport, files: readonly ZippedFile[]): Bytes {
  const { receiptNumber, filing, procedure, state, filedAt, takenAt, filings, answers } = one
  const items =
    'trouble' in answers ? [] : answers.parts.flatMap(({ title, rows }) => rows.map((row) => ({ ...row, part: title })))
  const body = [
    element('ReceiptNumber', receiptNumber),
    element('Filing', filing),
    element('Procedure', procedure.title),
    element('ProcedureId', procedure.id),
    element('ProcedureVersion', procedure.version),
    element('State', state),
    element('FiledAt', filedAt),
    element('TakenAt', takenAt),
    ...filings.map(({ signature }) => element('Signature', signature)),
    ...items.map(({ field, item, part, label, text }) =>
      group('FormItem', [
        element('Id', item === undefined ? field : `${field}.${item}`),
        element('Group', part),
        element('Name', label),
        group('Fragment', [element('Value', text ?? '')]),
      ]),
    ),
    ...files.map(({ path, filing: from, index, sizeBytes, held }) =>
      group('Attachment', [
        element('Path', path),
        element('Filing', from),
        element('Part', String(index)),
        element('SizeBytes', String(sizeBytes)),
        ...(held === undefined ? [] : [element('HeldBack', held)]),
      ]),
    ),
  ].join('')
  return encodeXml({ root: 'Application', namespace: 'urn:madoguchi:case:1' }, body)
}

function group(name: string, elements: readonly string[]): string {
  return `<${name}>\n${elements.join('')}</${name}>\n`
}
