import { spawnSync } from 'node:child_process'
import type { Bytes } from '@madoguchi/kit'

/** The text of a PDF as it is read aloud, without spaces and line breaks; nothing where poppler is not installed. */
export function readPaper(pdf: Bytes): string | undefined {
  const run = spawnSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return run.error === undefined ? run.stdout.replace(/[\s\u200b]+/g, '') : undefined
}
