import type { Bytes, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import { readSignable } from './check-signable.ts'
import type { VerifyDocumentCode } from './errors.ts'
import { decodeStream } from './pdf/decode-stream.ts'
import { demandPdf } from './pdf/errors.ts'
import { limits } from './pdf/limits.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { readStream } from './pdf/read-object.ts'
import { readTextString } from './pdf/text-string.ts'
import type { PdfValue } from './pdf/value.ts'
import { entryOf } from './pdf/value.ts'

/**
 * The file that is attached to a document under this name (ISO 32000-2 7.11.4), as its last version has it; undefined where
 * there is none. A document with two of one name is malformed: nobody could tell which one was meant. What came after a
 * signature is for `readSignedPdf` to say.
 */
export function findAttachedFile(bytes: Bytes, name: string): Verdict<Bytes | undefined, VerifyDocumentCode> {
  const read = readSignable(bytes, (pdf) => {
    const found = listAttached(pdf).filter((each) => each.name === name)
    demandPdf(found.length <= 1, 'attached twice')
    return found[0] && readAttached(pdf, found[0].specification)
  })
  if (read.ok || read.code !== 'DOCUMENT_SIGN_REFUSED') return read as Verdict<Bytes | undefined, VerifyDocumentCode>
  return no('DOCUMENT_ENCRYPTED', read.facts)
}

type Attached = { readonly name: string | undefined; readonly specification: PdfValue }

/** All leaves of the name tree (7.9.6). A tree that leads into itself ends at the bound of its nodes. */
function listAttached(pdf: Pdf): readonly Attached[] {
  const names = pdf.resolve(entryOf(pdf.catalog, 'Names'))
  if (names.kind !== 'dict') return []
  const nodes: PdfValue[] = [entryOf(names, 'EmbeddedFiles')]
  const found: Attached[] = []
  for (const each of nodes) {
    demandPdf(nodes.length <= limits.pageNodesMax, 'name tree')
    const node = pdf.resolve(each)
    if (node.kind !== 'dict') continue
    const kids = pdf.resolve(entryOf(node, 'Kids'))
    if (kids.kind === 'array') nodes.push(...kids.items)
    const pairs = pdf.resolve(entryOf(node, 'Names'))
    if (pairs.kind !== 'array') continue
    for (let at = 0; at + 1 < pairs.items.length; at += 2) {
      const [name, specification] = pairs.items.slice(at, at + 2)
      if (name && specification) found.push({ name: readTextString(pdf.resolve(name)), specification })
    }
  }
  return found
}

function readAttached(pdf: Pdf, value: PdfValue): Bytes {
  const specification = pdf.resolve(value)
  demandPdf(specification.kind === 'dict', 'file specification')
  const files = pdf.resolve(entryOf(specification, 'EF'))
  demandPdf(files.kind === 'dict', 'file specification')
  const file = entryOf(files, 'UF').kind === 'null' ? entryOf(files, 'F') : entryOf(files, 'UF')
  demandPdf(file.kind === 'ref', 'attached file')
  const object = pdf.find(file.number)
  demandPdf(object?.value.kind === 'dict' && object.generation === file.generation, 'attached file')
  const { encoded } = readStream({ ...pdf, object })
  return decodeStream(object.value, encoded, pdf.budget)
}
