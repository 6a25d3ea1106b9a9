import type { Column } from './list-columns.ts'
import type { TableTypes } from './read-table-types.ts'

/** What Kysely's types say of a database that is not so, a line each. */
export function judgeTypes(types: TableTypes, columns: readonly Column[]): string[] {
  const there = Map.groupBy(columns, ({ table }) => table)
  const missing = [...types.keys()].filter((table) => !there.has(table)).map((table) => `${table}: no such table`)
  const wrong = [...there].flatMap(([table, own]) => {
    const typed = types.get(table)
    if (typed === undefined) return [`${table}: has no type`]
    const names = new Set(own.map(({ name }) => name))
    return [
      ...[...typed.keys()].filter((name) => !names.has(name)).map((name) => `${table}.${name}: no such column`),
      ...own.flatMap((column) => judgeColumn(column, typed.get(column.name))),
    ]
  })
  return [...missing, ...wrong]
}

/** By `columnTypes` of `packages/db`; what has a name of its own is a list of words. */
const shapes: Readonly<Record<string, RegExp>> = {
  text: /^(string|'[\w-]+'(\s*\|\s*'[\w-]+')*|[A-Z]\w+)$/,
  date: /^string$/,
  uuid: /^string$/,
  bool: /^boolean$/,
  int2: /^number$/,
  int4: /^number$/,
  int8: /^number$/,
  numeric: /^string$/,
  timestamptz: /^Date$/,
  bytea: /^Uint8Array$/,
  jsonb: /^(unknown|Record<.*>|[A-Z]\w+)$/,
  _text: /^(readonly )?string\[\]$/,
}

function judgeColumn(column: Column, type: string | undefined): string[] {
  const { table, name, isNullable, hasDefault, only } = column
  if (type === undefined) return [`${table}.${name}: has no type`]
  const say = (what: string) => [`${table}.${name} is typed ${type}: ${what}`]
  const [, generated] = /^Generated<([\s\S]*)>$/.exec(type) ?? []
  const members = (generated ?? type)
    .split('|')
    .map((member) => member.trim())
    .filter((member) => member !== '')
  const base = members.filter((member) => member !== 'null').join(' | ')
  const words = [...base.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word).sort()
  return [
    ...(shapes[column.type]?.test(base) === true ? [] : say(`it is ${column.type}`)),
    // What is unknown may be null, too.
    ...(members.includes('null') === isNullable || base === 'unknown'
      ? []
      : say(isNullable ? 'it may be null' : 'it is never null')),
    ...(generated === undefined || hasDefault || isNullable ? [] : say('every statement has to give it')),
    ...(words.length === 0 || only === null || words.join() === only.join()
      ? []
      : say(`it is one of ${only.join(' ')}`)),
  ]
}
