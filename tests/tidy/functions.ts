import { numberWords } from './erase.ts'
import { listTokens, readType, skipBrackets, type Token } from './read-types.ts'

/** A parameter as it is written: `{…}` for one that is taken apart. */
export type Parameter = { readonly name: string; readonly type: string }

/** A function as it is written: `returns` is the text of its type, '' where the compiler is left to find it. */
export type WrittenFunction = {
  readonly path: string
  readonly name: string
  readonly isExported: boolean
  readonly isInner: boolean
  readonly parameters: readonly Parameter[]
  readonly returns: string
}

/** Every function of a file that is declared with `function`. */
export function listFunctions({ path, text }: { readonly path: string; readonly text: string }): WrittenFunction[] {
  const { numbered, words } = numberWords(text)
  const tokens = listTokens(numbered)
  let depth = 0
  return tokens.flatMap((token, index) => {
    if (token.text === '{') depth += 1
    if (token.text === '}') depth -= 1
    const isInner = depth > 0
    if (token.text !== 'function') return []
    let at = index + 1
    if (tokens[at]?.text === '*') at += 1
    const name = tokens[at]?.text ?? ''
    if (!/^[a-z]\w*$/.test(name)) return []
    at += 1
    if (tokens[at]?.text === '<') at = skipBrackets(tokens, at)
    if (tokens[at]?.text !== '(') return []
    const end = skipBrackets(tokens, at)
    const before = tokens.slice(Math.max(0, index - 2), index).map((each) => each.text)
    const found: WrittenFunction = {
      path,
      name,
      isExported: before.includes('export'),
      isInner,
      parameters: listOwn(tokens, at, words),
      returns: tokens[end]?.text === ':' ? textOf(tokens, end + 1, readType(tokens, end + 1, words).end) : '',
    }
    return [found]
  })
}

function listOwn(tokens: readonly Token[], open: number, words: readonly string[]): Parameter[] {
  const end = skipBrackets(tokens, open) - 1
  const found: Parameter[] = []
  let at = open + 1
  while (at < end) {
    if (tokens[at]?.text === '...') at += 1
    const first = tokens[at]?.text ?? ''
    const isApart = first === '{' || first === '['
    let behind = isApart ? skipBrackets(tokens, at) : at + 1
    if (tokens[behind]?.text === '?') behind += 1
    let type = ''
    if (tokens[behind]?.text === ':') {
      const read = readType(tokens, behind + 1, words)
      type = textOf(tokens, behind + 1, read.end)
      behind = read.end
    }
    found.push({ name: isApart ? '{…}' : first, type })
    at = behind
    while (at < end && tokens[at]?.text !== ',')
      at = /^[([{]$/.test(tokens[at]?.text ?? '') ? skipBrackets(tokens, at) : at + 1
    at += 1
  }
  return found
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((each) => each.text)
    .join(' ')
}
