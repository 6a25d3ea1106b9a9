/** A type as it is written, as far as it says of what something is made. */
export type Written =
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | { readonly kind: 'function' }
  | { readonly kind: 'list'; readonly of: readonly Written[] }
  | { readonly kind: 'union' | 'both'; readonly of: readonly Written[] }
  | { readonly kind: 'name'; readonly name: string; readonly given: readonly Written[] }
  | { readonly kind: 'index'; readonly of: Written; readonly key: Written }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'value' }
  /** Something with a life of its own, of which no more is known. */
  | { readonly kind: 'thing' }
  /** A condition, `typeof`, or what else is only known by the compiler. */
  | { readonly kind: 'other' }

export type Member = { readonly name: string; readonly type: Written }
export type Token = { readonly text: string; readonly at: number; readonly isFirst: boolean }

const form = /\.\.\.|=>|\?\.|\?\?|'\d+'|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|\d[\w.]*|[^\s\w]/g
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

/** Of code whose strings are numbered (`numberWords`). */
export function listTokens(numbered: string): Token[] {
  let end = 0
  return [...numbered.matchAll(form)].map(({ 0: text, index: at }) => {
    const isFirst = numbered.slice(end, at).includes('\n')
    end = at + text.length
    return { text, at, isFirst }
  })
}

/** The place behind the bracket that closes the one at `from`. */
export function skipBrackets(tokens: readonly Token[], from: number): number {
  const open = tokens[from]?.text ?? ''
  let depth = 0
  for (let at = from; at < tokens.length; at++) {
    const { text } = tokens[at] as Token
    if (text === open) depth += 1
    if (text === closing[open]) depth -= 1
    if (depth === 0) return at + 1
  }
  return tokens.length
}

/** The type that begins at `from`, and the place behind it. */
export function readType(
  tokens: readonly Token[],
  from: number,
  words: readonly string[],
): { readonly type: Written; readonly end: number } {
  let at = from
  const text = (ahead = 0) => tokens[at + ahead]?.text ?? ''
  const eat = (wanted: string) => text() === wanted && at++ >= 0

  function readWhole(): Written {
    const type = readParts('union', '|', () => readParts('both', '&', readPostfix))
    if (text() !== 'extends') return type
    at += 1
    readWhole()
    for (const sign of ['?', ':']) if (eat(sign)) readWhole()
    return { kind: 'other' }
  }

  function readParts(kind: 'union' | 'both', sign: string, read: () => Written): Written {
    eat(sign)
    const of = [read()]
    while (eat(sign)) of.push(read())
    return of.length === 1 ? (of[0] as Written) : { kind, of }
  }

  function readPostfix(): Written {
    let type = readOne()
    while (text() === '[' && tokens[at]?.isFirst === false) {
      at += 1
      if (eat(']')) type = { kind: 'list', of: [type] }
      else {
        type = { kind: 'index', of: type, key: readWhole() }
        eat(']')
      }
    }
    return type
  }

  function readFunction(): Written {
    if (text() === '<') at = skipBrackets(tokens, at)
    at = skipBrackets(tokens, at)
    eat('=>')
    readWhole()
    return { kind: 'function' }
  }

  function readOne(): Written {
    const first = text()
    if (first === '{') return readObject()
    if (first === '<' || (first === '(' && tokens[skipBrackets(tokens, at)]?.text === '=>')) return readFunction()
    at += 1
    if (first === '(') {
      const type = readWhole()
      eat(')')
      return type
    }
    if (first === '[') return { kind: 'list', of: readList(']') }
    if (first === 'readonly' || first === 'asserts') return readPostfix()
    if (first === 'new') return readFunction()
    if (first === 'keyof' || first === 'unique' || first === 'infer') {
      readPostfix()
      return { kind: 'value' }
    }
    if (first === 'typeof') {
      readPostfix()
      return { kind: 'other' }
    }
    if (first === '-') return readOne()
    const [, number] = /^'(\d+)'$/.exec(first) ?? []
    if (number !== undefined) return { kind: 'word', word: words[Number(number)] ?? '' }
    if (/^\d/.test(first)) return { kind: 'value' }
    if (eat('is')) {
      readWhole()
      return { kind: 'value' }
    }
    return { kind: 'name', name: first, given: eat('<') ? readList('>') : [] }
  }

  function readList(end: string): Written[] {
    const of: Written[] = []
    while (at < tokens.length && !eat(end)) {
      eat('...')
      if (/^\w+$/.test(text()) && (text(1) === ':' || (text(1) === '?' && text(2) === ':')))
        at += text(1) === ':' ? 2 : 3
      of.push(readWhole())
      eat(',')
    }
    return of
  }

  function readObject(): Written {
    const members: Member[] = []
    at += 1
    while (at < tokens.length && !eat('}')) {
      while (/^(readonly|get|set|[-+;,])$/.test(text()) && !/^[?:(]$/.test(text(1))) at += 1
      if (text() === '[') {
        const isMapped = text(2) === 'in'
        at = skipBrackets(tokens, at)
        eat('?')
        if (isMapped) {
          if (eat(':')) readWhole()
          members.push({ name: '[in]', type: { kind: 'other' } })
          continue
        }
        if (eat(':')) members.push({ name: '[]', type: { kind: 'list', of: [readWhole()] } })
        continue
      }
      const name = text()
      if (name !== '(' && name !== '<') at += 1
      eat('?')
      if (text() === '(' || text() === '<') {
        if (text() === '<') at = skipBrackets(tokens, at)
        at = skipBrackets(tokens, at)
        if (eat(':')) readWhole()
        members.push({ name, type: { kind: 'function' } })
      } else if (eat(':')) members.push({ name, type: readWhole() })
      while (eat(';') || eat(','));
    }
    const [only] = members
    return members.length === 1 && only?.name === '[]' ? only.type : { kind: 'object', members }
  }

  const type = readWhole()
  return { type, end: at }
}
