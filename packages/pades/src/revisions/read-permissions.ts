import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { SignatureField } from '../pdf/signature-fields.ts'
import { findSignatureFields } from '../pdf/signature-fields.ts'
import { readTextString } from '../pdf/text-string.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, integerOf, nameIn } from '../pdf/value.ts'

/** What the signatures of a revision allow after them. */
export type Permissions = {
  /** 1: nothing; 2: filling in and signing; 3: comments too. The strictest that was said (ISO 32000-2 12.8.2.2). */
  readonly level: 1 | 2 | 3
  /** Whether a signature locked the field of this full name (12.8.2.4). */
  isLocked(name: string): boolean
}

type Lock = { readonly action: string | undefined; readonly names: readonly string[] }

/** Out of the signatures themselves and the locks of their fields. Who certified nothing allows filling in and signing. */
export function readPermissions(pdf: Pdf): Permissions {
  const levels: number[] = []
  const locks: Lock[] = []
  const take = (value: PdfValue, isDocument: boolean) => {
    const dict = pdf.resolve(value)
    if (dict.kind !== 'dict') return
    const level = integerOf(pdf.resolve(entryOf(dict, 'P')))
    if (level !== undefined || isDocument) levels.push(level ?? 2)
    if (!isDocument && entryOf(dict, 'Action').kind !== 'null') locks.push(readLock(pdf, dict))
  }
  for (const { field, value } of [...findSignatureFields(pdf), ...findCertifying(pdf)]) {
    for (const { method, parameters } of listTransforms(pdf, value)) take(parameters, method === 'DocMDP')
    const dict = pdf.resolve(field)
    if (dict.kind === 'dict') take(entryOf(dict, 'Lock'), false)
  }
  const least = Math.min(3, ...levels)
  return {
    level: least === 1 ? 1 : least === 3 ? 3 : 2,
    isLocked: (name) => locks.some((lock) => isIn(lock, name)),
  }
}

/** The signature that the catalog says certifies the document: wherever else it stands, it counts. */
function findCertifying(pdf: Pdf): Pick<SignatureField, 'field' | 'value'>[] {
  const permissions = pdf.resolve(entryOf(pdf.catalog, 'Perms'))
  const value = permissions.kind === 'dict' ? pdf.resolve(entryOf(permissions, 'DocMDP')) : permissions
  return value.kind === 'dict' ? [{ field: pdf.catalogRef, value }] : []
}

function listTransforms(pdf: Pdf, signature: PdfDict): { method: string | undefined; parameters: PdfValue }[] {
  const references = pdf.resolve(entryOf(signature, 'Reference'))
  if (references.kind !== 'array') return []
  spend(pdf.budget, 'steps', references.items.length)
  return references.items.flatMap((item) => {
    const reference = pdf.resolve(item)
    if (reference.kind !== 'dict') return []
    const method = nameIn(pdf.resolve(entryOf(reference, 'TransformMethod')))
    return [{ method, parameters: entryOf(reference, 'TransformParams') }]
  })
}

function readLock(pdf: Pdf, dict: PdfDict): Lock {
  const fields = pdf.resolve(entryOf(dict, 'Fields'))
  const items = fields.kind === 'array' ? fields.items : []
  spend(pdf.budget, 'steps', items.length)
  return {
    action: nameIn(pdf.resolve(entryOf(dict, 'Action'))),
    names: items.flatMap((item) => readTextString(pdf.resolve(item)) ?? []),
  }
}

/** Table 256; what it does not say is locked. */
function isIn({ action, names }: Lock, name: string): boolean {
  const isNamed = names.some((one) => name === one || name.startsWith(`${one}.`))
  if (action === 'Include') return isNamed
  return action === 'Exclude' ? !isNamed : true
}
