import { eraseComments } from '../../tidy/erase.ts'

/** Of each table each column with its type, as it is written. */
export type TableTypes = ReadonlyMap<string, ReadonlyMap<string, string>>

const heads = /(?:type \w*Tables =\s+(?:\w+\s+&\s+)*|interface \w*Tables (?:extends \w+ )?)(?=\{)/g

/** What the types and interfaces called `…Tables` of some sources say, members one by one; aliases stay names. */
export function readTableTypes(texts: readonly string[]): TableTypes {
  const tables = new Map<string, ReadonlyMap<string, string>>()
  // A union may stand on lines of its own.
  for (const code of texts.map((text) => eraseComments(text).replace(/\s*\n\s*\|/g, ' |')))
    for (const head of code.matchAll(heads))
      for (const [table, columns] of membersOf(insideOf(code.slice(head.index + head[0].length))))
        tables.set(table, new Map(membersOf(insideOf(columns))))
  return tables
}

/** What stands between the brace that a text begins with and its partner. */
function insideOf(text: string): string {
  let depth = 0
  for (const [i, letter] of [...text].entries()) {
    if (letter === '{') depth += 1
    if (letter === '}') depth -= 1
    if (depth === 0) return [...text].slice(1, i).join('')
  }
  throw new Error(`no brace ends: ${text.slice(0, 40)}`)
}

function membersOf(text: string): (readonly [string, string])[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if ('{[(<'.includes(letter)) depth += 1
    if ('}])>'.includes(letter)) depth -= 1
    if (depth === 0 && (letter === '\n' || letter === ';')) parts.push('')
    else parts.push((parts.pop() ?? '') + letter)
  }
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name, type] = /^(\w+): ?([\s\S]+)$/.exec(part) ?? []
      if (name === undefined || type === undefined) throw new Error(`not a member that this reads: ${part}`)
      return [name, type] as const
    })
}
