import { isTestFile } from './import-table.ts'
import type { RepositoryFile, SourceFile } from './repository.ts'

/** Who makes a table, with the table: `apps/core exchanges`. */
export type Writes = ReadonlyMap<string, readonly string[]>

const makers = /^((?:apps|packages)\/[\w-]+)\/migrations\/.*\.sql$/
const created = /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi
const dropped = /\bdrop\s+table\s+(?:if\s+exists\s+)?(\w+)/gi

/** Every table that the migrations leave behind, by who makes it; and what the packages make for everybody's database. */
export function tablesOf(files: readonly RepositoryFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = new Map<string, Set<string>>()
  for (const { path, text } of files) {
    const maker = makers.exec(path)?.[1] ?? (path === 'packages/db/src/migrate/migrate.ts' ? 'packages/db' : undefined)
    if (maker === undefined) continue
    const own = tables.get(maker) ?? new Set()
    tables.set(maker, own)
    for (const [, name = ''] of text.matchAll(created)) own.add(name.toLowerCase())
    for (const [, name = ''] of text.matchAll(dropped)) own.delete(name.toLowerCase())
  }
  return tables
}

const kysely = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\b(?:\s*(?:<[^>()]*>)?\(\s*)?/g
/** A text that another is joined to where its table would stand. */
const joined = /\b(?:insert\s+into|merge\s+into|delete\s+from|truncate|update)\s+(?:only\s+)?['"`]\s*(?:\+|\.concat)/gi
const comments = /\/\*[\s\S]*?\*\/|(?<=\s)--\s[^\n]*/g
/** SQL that is put together when it runs; what stands in one text is read like any other. */
const puzzled = /\bsql\.(?:raw|table|id)\s*(?:<[^>()]*>)?\((?!\s*(['"`])(?:(?!\1|\$\{)[\s\S])*\1\s*[,)])/g
const statements = [
  /\b(?:insert|merge)\s+into\s+([\w"$.]+)/gi,
  /\bdelete\s+from\s+(?:only\s+)?([\w"$.]+)/gi,
  /(?<!\b(?:for|do|key)\s+)\bupdate\s+(?:only\s+)?([\w"$.]+)(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
  /\btruncate\s+(?:table\s+)?(?:only\s+)?([\w"$.]+(?:\s*,\s*[\w"$.]+)*)/gi,
  /\bcopy\s+([\w"$.]+)(?:\s*\([^)]*\))?\s+from\b/gi,
]

/** What a source writes, by the names in its SQL; `?` for a name that is put together when it runs. */
export function writtenBy({ code }: SourceFile): string[] {
  const names = [
    ...[...code.matchAll(kysely)].map((found) => {
      const [, name] = /^['"`]([\w.]+)(?:\s+as\s+\w+)?['"`]/.exec(code.slice(found.index + found[0].length)) ?? []
      return name ?? '?'
    }),
    ...[...code.matchAll(puzzled), ...code.matchAll(joined)].map(() => '?'),
    ...statements.flatMap((form) =>
      [...code.replace(comments, ' ').matchAll(form)].flatMap(([, list = '']) => list.split(/\s*,\s*/)),
    ),
  ]
  return [...new Set(names.map((name) => (name.includes('$') ? '?' : bareName(name))))]
}

/** `public."people"` is people: there is one schema. */
function bareName(name: string): string {
  return name.replaceAll('"', '').split('.').at(-1)?.toLowerCase() ?? ''
}

const named = '(?:[\\w"]+\\.)?[\\w"]+'
const listed = `${named}(?:\\s+(?:as\\s+)?\\w+)?`
const readings = [
  /\.(?:selectFrom|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|using|from)\s*(?:<[^>()]*>)?\(\s*(\[[^\]]*\]|['"`][^'"`]*['"`])/g,
  new RegExp(`\\b(?:from|join|using)\\s+(?:only\\s+)?(?=(${listed}(?:\\s*,\\s*${listed})*))`, 'gi'),
]

/** Which of these tables a source reads, by the names in its SQL. */
export function readsOf({ code }: SourceFile, tables: ReadonlySet<string>): string[] {
  const names = readings.flatMap((form) =>
    [...code.matchAll(form)].flatMap(([, list = '']) =>
      list.split(',').map((one) => bareName(/[\w".]+/.exec(one.replace(/['`[\]]/g, ''))?.[0] ?? '')),
    ),
  )
  return [...new Set(names)].filter((name) => tables.has(name))
}

/** The names of a journey's own tables, as its `tables: […]` says them. */
export function tablesSaidIn(text: string): string[] {
  const from = text.search(/\btables: \[/)
  let depth = 0
  const length = [...text.slice(from)].findIndex((letter) => {
    if (letter === '[') depth += 1
    if (letter === ']') depth -= 1
    return letter === ']' && depth === 0
  })
  return from < 0 ? [] : [...text.slice(from, from + length).matchAll(/'(\w+)'/g)].map(([, name = '']) => name)
}

/** Each table with the files that write it. A party's own table comes before one of the same name in a package. */
export function writesOf(sources: readonly SourceFile[], tables: ReturnType<typeof tablesOf>): Writes {
  const writes = new Map<string, string[]>()
  const makerOf = (home: string, name: string) =>
    [home, ...tables.keys()].find((maker) => tables.get(maker)?.has(name) === true)
  for (const file of sources) {
    const home = /^(?:apps|packages)\/[\w-]+/.exec(file.path)?.[0] ?? file.path.split('/')[0] ?? ''
    if (isTestFile(file.path) || home === 'bench') continue
    for (const name of writtenBy(file)) {
      const maker = name === '?' ? home : makerOf(home, name)
      if (maker === undefined) continue
      writes.set(`${maker} ${name}`, [...(writes.get(`${maker} ${name}`) ?? []), file.path])
    }
  }
  return writes
}
