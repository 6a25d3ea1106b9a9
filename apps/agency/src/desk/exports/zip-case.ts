import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Attachments } from '../../attachments/open-attachments.ts'
import type { CaseFile, OpenedCase } from '../../cases/read-case.ts'
import { nameFile } from '../attachments/get-place.ts'
import { attachmentWords } from '../attachments/words.ja.ts'
import type { CaseExport } from './describe-export.ts'
import { renderApplicantXml, renderFilingXml, type ZippedFile } from './render-export-xml.ts'
import { exportWords as words } from './words.ja.ts'
import { zipFiles } from './zip-files.ts'

/** A ZIP without its 64-bit form ends at 4 GiB. */
export const zipBytesMax = 3 * 1024 ** 3

/**
 * A case as one ZIP: `sinsei.xml`, the forms as they were signed, `Attachment/`, and `sinsei_info.xml`, which names them all and so comes
 * last. A file leaves after its scan, as in a download; one that is held back is named in its place, with why.
 */
export function zipCase(
  { filings }: OpenedCase,
  said: CaseExport,
  { attachments, at }: { readonly attachments: Attachments; readonly at: Date },
): AsyncGenerator<Bytes> {
  async function* listFiles() {
    yield { name: 'sinsei.xml', bytes: [renderApplicantXml(said)] }
    const zipped: ZippedFile[] = []
    for (const [number, { files }] of filings.entries())
      for (const file of files) {
        const path = nameInZip(number + 1, file)
        const found = await attachments.findFile(file)
        const held = found === undefined ? 'MISSING' : found.ok ? undefined : found.code
        const { filing, index, sizeBytes = 0 } = file
        zipped.push({ path, filing, index, sizeBytes, held })
        if (found?.ok === true) yield { name: path, bytes: found.value.bytes }
      }
    const held = zipped.filter((one) => one.held !== undefined)
    if (held.length > 0) yield { name: `Attachment/${words.heldTitle}.txt`, bytes: [utf8.encode(sayHeld(held))] }
    yield { name: 'sinsei_info.xml', bytes: [renderFilingXml(said, zipped)] }
  }
  return zipFiles(listFiles(), at)
}

/** `form.pdf`, `form-2.pdf`, `Attachment/2-03_写真.jpg`: no name leads anywhere, is there twice, or is longer than file systems keep. */
function nameInZip(number: number, file: CaseFile): string {
  if (file.index === 0) return number === 1 ? 'form.pdf' : `form-${number}.pdf`
  return `Attachment/${number}-${String(file.index).padStart(2, '0')}_${cutName(nameFile(file))}`
}

const nameBytesMax = 200

/** As much of it as fits, whole signs, with its ending. */
function cutName(name: string): string {
  const ending = /\.[a-z]{3,4}$/.exec(name)?.[0] ?? ''
  let kept = ''
  for (const { segment } of new Intl.Segmenter('ja').segment(name.slice(0, name.length - ending.length))) {
    if (utf8.encode(kept + segment + ending).length > nameBytesMax) break
    kept += segment
  }
  return kept + ending
}

function sayHeld(held: readonly ZippedFile[]): string {
  const refusals: Readonly<Record<string, string>> = attachmentWords.refusals
  return held.map(({ path, held: code }) => `${path}: ${refusals[code ?? ''] ?? words.missing}\r\n`).join('')
}
