import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** An input that once fell: the short form tries it for ever. */
export type Case = { readonly target: string; readonly comment: string; readonly input: unknown }

const folder = fileURLToPath(new URL('cases/', import.meta.url))

export async function readCases(target: string): Promise<readonly (Case & { readonly file: string })[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${target}-`) && name.endsWith('.json')).sort()
  const cases = names.map(async (file) => ({
    ...(JSON.parse(await readFile(`${folder}${file}`, 'utf8')) as Case),
    file,
  }))
  return (await Promise.all(cases)).filter((one) => one.target === target)
}

/** Gives the name of the file. The same input has the same name. */
export async function writeCase(one: Case): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(one.input)).digest('hex').slice(0, 12)
  const name = `${one.target}-${digest}.json`
  await writeFile(`${folder}${name}`, `${JSON.stringify(one, null, 2)}\n`)
  return name
}
