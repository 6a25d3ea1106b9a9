import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QpdfDocument } from './read-by-qpdf.ts'
import { readActions, readFieldValues } from './read-by-qpdf.ts'

type Differences = {
  readonly pixels: boolean
  readonly values: boolean
  /** Scripts and links. */
  readonly actions: boolean
  /** One of the two programs could not read it. */
  readonly isUnreadable: boolean
}

type Seen = { readonly pages: string | undefined; readonly values: string; readonly actions: string } | undefined

/** What poppler draws and what qpdf reads of two documents. What was said of the first is remembered by its digest. */
export function compareByOthers(folder: string, before: Uint8Array, now: Uint8Array): Differences {
  const [old, later] = [lookAt(folder, before), lookAt(folder, now)]
  return {
    pixels: old?.pages !== later?.pages,
    values: old?.values !== later?.values,
    actions: old?.actions !== later?.actions,
    isUnreadable: old === undefined || later?.pages === undefined,
  }
}

function lookAt(folder: string, bytes: Uint8Array): Seen {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const file = join(folder, `${name}.pdf`)
  const kept = join(folder, `${name}.json`)
  try {
    return JSON.parse(readFileSync(kept, 'utf8')) as Seen
  } catch {
    // Looked at for the first time.
  }
  writeFileSync(file, bytes)
  const read = spawnSync('qpdf', ['--json=2', '--json-key=qpdf', file], { maxBuffer: 64 * 1024 * 1024 })
  const isRead = read.status === 0 || read.status === 3
  const document = isRead ? (JSON.parse(read.stdout.toString('utf8')) as QpdfDocument) : undefined
  const seen: Seen =
    document === undefined
      ? undefined
      : { pages: drawPages(folder, file), values: readFieldValues(document), actions: readActions(document) }
  rmSync(file)
  if (seen !== undefined) writeFileSync(kept, JSON.stringify(seen))
  return seen
}

/** A digest of all pixels of all pages. */
function drawPages(folder: string, file: string): string | undefined {
  const prefix = join(folder, 'drawn')
  if (spawnSync('pdftoppm', ['-r', '48', file, prefix]).status !== 0) return undefined
  const digest = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    if (!name.startsWith('drawn')) continue
    digest.update(readFileSync(join(folder, name)))
    rmSync(join(folder, name))
  }
  return digest.digest('hex')
}
