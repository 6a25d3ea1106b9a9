import { open, readdir, readFile, readlink } from 'node:fs/promises'

const chunkBytes = 4 * 1024 * 1024

/**
 * Where a running process has one of these words: its environment, its command line, the names and texts of its open files,
 * its memory. Linux only, for whoever may look into the process.
 */
export async function findInProcess(pid: number, words: readonly string[]): Promise<string[]> {
  const needles = words.map((word) => Buffer.from(word))
  const has = (bytes: Buffer) => needles.some((needle) => bytes.includes(needle))
  const found: string[] = []
  for (const place of ['environ', 'cmdline']) if (has(await readFile(`/proc/${pid}/${place}`))) found.push(place)
  for (const fd of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
    const text =
      target.startsWith('/') && !target.startsWith('/dev/') ? await readFile(target).catch(() => undefined) : undefined
    if (has(Buffer.from(target)) || (text !== undefined && has(text))) found.push(`open file ${target}`)
  }
  if (await isInMemory(pid, needles)) found.push('memory')
  return found
}

async function isInMemory(pid: number, needles: readonly Buffer[]): Promise<boolean> {
  const overlap = Math.max(...needles.map(({ length }) => length))
  const memory = await open(`/proc/${pid}/mem`, 'r')
  try {
    for (const line of (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n')) {
      const [, from = '', until = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
      const end = Number.parseInt(until, 16)
      for (let at = Number.parseInt(from, 16); at < end; at += chunkBytes - overlap) {
        const buffer = Buffer.alloc(Math.min(chunkBytes, end - at))
        // A region may go while it is read.
        const { bytesRead } = await memory.read(buffer, 0, buffer.length, at).catch(() => ({ bytesRead: 0 }))
        const read = buffer.subarray(0, bytesRead)
        if (needles.some((needle) => read.includes(needle))) return true
        if (buffer.length < chunkBytes) break
      }
    }
    return false
  } finally {
    await memory.close()
  }
}
