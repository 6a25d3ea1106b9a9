import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { SignDocumentCode } from './errors.ts'
import type { Budget } from './pdf/budget.ts'
import { CostlyError, openBudget } from './pdf/budget.ts'
import { PdfError } from './pdf/errors.ts'
import { limits } from './pdf/limits.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { openPdf } from './pdf/open-pdf.ts'
import { readAcroForm } from './pdf/signature-fields.ts'
import { entryOf, integerOf, nameIn } from './pdf/value.ts'

/** Runs what reads a document, all of it out of one budget; what it stumbles over is the document's fault. */
export function readSignable<T>(
  bytes: Bytes,
  read: (pdf: Pdf) => T,
  budget: Budget = openBudget(),
): Verdict<T, SignDocumentCode> {
  if (bytes.length > limits.documentBytesMax) return no('DOCUMENT_TOO_LARGE', { bytes: bytes.length })
  try {
    return ok(read(openPdf(bytes, budget)))
  } catch (error) {
    if (error instanceof CostlyError) return no('DOCUMENT_TOO_COSTLY', { cost: error.cost })
    if (error instanceof PdfError && error.reason === 'encrypted')
      return no('DOCUMENT_SIGN_REFUSED', { reason: error.reason })
    if (error instanceof PdfError) return no('DOCUMENT_MALFORMED', { reason: error.reason })
    throw error
  }
}

/** Why a document that can be read may not be signed; undefined when it may. */
export function findSignObstacle(pdf: Pdf): 'certified' | 'xfa' | undefined {
  if (findCertification(pdf) === 1) return 'certified'
  const { dict } = readAcroForm(pdf)
  // XFA forms are drawn from data that a viewer computes: what was signed is not what is seen.
  return dict !== undefined && entryOf(dict, 'XFA').kind !== 'null' ? 'xfa' : undefined
}

/** What the author allows after certifying (ISO 32000-1 12.8.2.2): 1 nothing, 2 forms and signatures, 3 comments too. */
function findCertification(pdf: Pdf): number | undefined {
  const permissions = pdf.resolve(entryOf(pdf.catalog, 'Perms'))
  const signature = permissions.kind === 'dict' ? pdf.resolve(entryOf(permissions, 'DocMDP')) : permissions
  const references = signature.kind === 'dict' ? pdf.resolve(entryOf(signature, 'Reference')) : signature
  if (references.kind !== 'array') return undefined
  for (const item of references.items) {
    const reference = pdf.resolve(item)
    if (reference.kind !== 'dict' || nameIn(entryOf(reference, 'TransformMethod')) !== 'DocMDP') continue
    const parameters = pdf.resolve(entryOf(reference, 'TransformParams'))
    return parameters.kind === 'dict' ? (integerOf(pdf.resolve(entryOf(parameters, 'P'))) ?? 2) : 2
  }
  return undefined
}
