import { writeFile } from 'node:fs/promises'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { SignatureReport } from '@madoguchi/pades'

/**
 * Saves the document as it was when the first of its signatures was made: without anything that came later. Never over a
 * file that is there. Throws AppError SIGNED_REVISION_NONE, SIGNED_REVISION_UNSAVED.
 */
export async function saveSigned(pdf: Bytes, reports: readonly SignatureReport[], target: string): Promise<void> {
  const end = reports.find(({ later }) => later.revisionBytes !== undefined)?.later.revisionBytes
  if (end === undefined)
    throw new AppError(
      'SIGNED_REVISION_NONE',
      '署名したときの文書を取り出せません。署名がないか、署名された部分が、それだけで1つの文書になっていません。',
    )
  try {
    await writeFile(target, pdf.subarray(0, end), { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    throw new AppError(
      'SIGNED_REVISION_UNSAVED',
      isThere
        ? `${target} はもうあります。上書きはしません。別の名前にしてください。`
        : `${target} に保存できませんでした。場所と、書く権限を確かめてください。`,
      { cause },
    )
  }
}
