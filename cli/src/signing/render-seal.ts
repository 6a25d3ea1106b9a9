import { readFile } from 'node:fs/promises'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { formatDateTime } from '@madoguchi/kit'
import { sealTitle } from './seal.ja.ts'

/**
 * A seal as a PDF of one page that is as large as the seal. The family name is what stands before the first space, without the marks of
 * substitute characters; the time is that
 * of the signer's own clock, as the signature's /M, and no authority has proved it.
 */
export async function renderSeal({ name, at }: { name: string; at: Date }): Promise<Bytes> {
  const [family = name] = name
    .replace(/[〔〕]/g, '')
    .trim()
    .split(/[\s\u3000]+/)
  await using renderer = openPdfRenderer()
  return await renderer.renderForm({
    template: await readFile(new URL('./seal.typ', import.meta.url), 'utf8'),
    data: { title: sealTitle, name, family, at: formatDateTime(at) },
    madeAt: at,
  })
}
