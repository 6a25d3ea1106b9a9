import { zipSync } from 'fflate'

/** ZIP knows no time before 1980, and writes local time: a local date, the same everywhere. */
const mtime = new Date(1980, 0, 1)

/** The files in the order of their names, at one fixed time: the same bytes whenever and wherever it is made. */
export function packZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime, os: 3, attrs: 0o644 << 16 })
}
