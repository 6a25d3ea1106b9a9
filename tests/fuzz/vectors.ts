import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../protocol/vectors/', import.meta.url))

export async function readVector<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(`${root}${path}`, 'utf8')) as T
}

export async function readVectorFolder<T>(folder: string): Promise<readonly T[]> {
  const names = (await readdir(`${root}${folder}`)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map((name) => readVector<T>(`${folder}/${name}`)))
}
