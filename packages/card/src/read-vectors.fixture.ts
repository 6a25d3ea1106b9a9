import { readdirSync, readFileSync } from 'node:fs'

/** The cases of one folder of `protocol/vectors/card`, each with its file name. For tests. */
export function readVectors<T>(folder: string): (T & { name: string; comment: string })[] {
  const url = new URL(`../../../protocol/vectors/card/${folder}/`, import.meta.url)
  const names = readdirSync(url).filter((name) => name.endsWith('.json'))
  return names.map((file) => ({
    name: file.replace('.json', ''),
    ...(JSON.parse(readFileSync(new URL(file, url), 'utf8')) as T & { comment: string }),
  }))
}
