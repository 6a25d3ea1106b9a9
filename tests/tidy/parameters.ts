import { posix } from 'node:path'
import { numberWords } from './erase.ts'
import { isTestFile } from './import-table.ts'
import { listTokens, type Member, readType, skipBrackets, type Token, type Written } from './read-types.ts'
import type { RepositoryFile, Workspace } from './repository.ts'

type Declared = { readonly file: Source; readonly takes: readonly string[]; readonly types: readonly Written[] }
type Source = {
  readonly path: string
  readonly tokens: readonly Token[]
  readonly words: readonly string[]
  readonly types: ReadonlyMap<string, Declared>
  /** What it imports or hands on, by its own name: from where, under which name. */
  readonly from: ReadonlyMap<string, { readonly file: string; readonly name: string }>
  readonly handsOn: readonly string[]
}
type Bound = ReadonlyMap<string, Place>
/** A type where it stands: names mean what they mean there. */
type Place = { readonly type: Written; readonly file: Source; readonly bound: Bound }
/** `one`: counts as one. `members`: what it is made of; `isOurs`: and we say so. */
type Shape =
  | { readonly kind: 'one'; readonly is: 'data' | 'function' | 'thing' | 'unread' }
  | { readonly kind: 'members'; readonly of: ReadonlyMap<string, Place>; readonly isOurs: boolean }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }

const data = { kind: 'one', is: 'data' } as const
const thing = { kind: 'one', is: 'thing' } as const
/** Made by the compiler out of something else, so that nobody sees how much it holds. */
const unread = { kind: 'one', is: 'unread' } as const
const made = /^(ReturnType|Parameters|ConstructorParameters|InstanceType|Awaited)$/
const values =
  /^(string|number|boolean|bigint|undefined|null|true|false|unknown|never|void|any|object|symbol|Date|URL|URLSearchParams|Uint\d+Array|Buffer|KeyObject|Intl\.\w+|Selectable|z\.(infer|output|input))$/
/** Text that is made, or will be. */
const markup = /^(Html|Child)$/
const collections = /^(Readonly)?(Array|Set|Map)$|^Record$/
const whole = /^(Readonly|Required|Partial|NonNullable|Exclude|Extract|Promise|PromiseLike)$/

/** Reads what parameters are made of, over type aliases, interfaces, literals, intersections, Pick, Omit and members by name. */
export function readParameters(files: readonly RepositoryFile[], workspaces: readonly Workspace[], root: string) {
  const texts = new Map(files.filter(({ path }) => /\.ts$/.test(path)).map(({ path, text }) => [path, text]))
  const doors = new Map(workspaces.flatMap(({ doors }) => [...doors]))
  const sources = new Map<string, Source | undefined>()

  function open(path: string): Source | undefined {
    if (!sources.has(path)) {
      const text = texts.get(path)
      sources.set(path, text === undefined ? undefined : readSource(path, text, doors))
    }
    return sources.get(path)
  }

  function find(file: Source | undefined, name: string, depth = 0): Declared | undefined {
    if (file === undefined || depth > 8) return undefined
    const own = file.types.get(name)
    if (own !== undefined) return own
    const from = file.from.get(name)
    if (from !== undefined) return find(open(from.file), from.name, depth + 1)
    for (const path of file.handsOn) {
      const found = find(open(path), name, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }

  function shapeOf({ type, file, bound }: Place, depth = 0): Shape {
    if (depth > 30) return data
    const of = (inner: Written) => shapeOf({ type: inner, file, bound }, depth + 1)
    switch (type.kind) {
      case 'function':
        return { kind: 'one', is: 'function' }
      case 'word':
      case 'value':
        return data
      case 'thing':
        return thing
      case 'other':
        return unread
      case 'list': {
        if (type.of.every((inner) => isData(of(inner), depth + 1))) return data
        if (type.of.length < 2) return thing
        const members = type.of.map((inner, index) => ({ name: String(index), type: inner }))
        return { kind: 'members', of: placeMembers(members, file, bound), isOurs: isOurs(file) }
      }
      case 'object':
        return { kind: 'members', of: placeMembers(type.members, file, bound), isOurs: isOurs(file) }
      case 'union': {
        const shapes = type.of.filter((inner) => !isNothing(inner)).map(of)
        return shapes.length === 1 && shapes[0] !== undefined ? shapes[0] : { kind: 'either', of: shapes }
      }
      case 'both':
        return merge(type.of.map(of), file)
      case 'index': {
        const shape = of(type.of)
        const member = type.key.kind === 'word' && shape.kind === 'members' ? shape.of.get(type.key.word) : undefined
        if (member !== undefined) return shapeOf(member, depth + 1)
        if (type.of.kind === 'name' && shape.kind === 'one' && shape.is === 'unread') return unread
        // One of the values of a constant: `(typeof names)[number]`.
        return type.of.kind === 'other' || isData(shape, depth + 1) ? data : thing
      }
      case 'name':
        return shapeOfName({ type, file, bound }, depth)
    }
  }

  function shapeOfName({ type, file, bound }: Place & { type: Written & { kind: 'name' } }, depth: number): Shape {
    const { name, given } = type
    const given0 = given[0]
    const of = (inner: Written | undefined) =>
      inner === undefined ? thing : shapeOf({ type: inner, file, bound }, depth + 1)
    if (markup.test(name)) return data
    const place = bound.get(name)
    if (place !== undefined) return shapeOf(place, depth + 1)
    const found = find(file, name)
    if (found !== undefined) {
      const args = found.takes.map((each, index): [string, Place] => {
        const inner = given[index]
        return [each, inner === undefined ? unsaid(file) : { type: inner, file, bound }]
      })
      return merge(
        found.types.map((each) => shapeOf({ type: each, file: found.file, bound: new Map(args) }, depth + 1)),
        file,
      )
    }
    if (values.test(name)) return data
    if (made.test(name)) return unread
    if (whole.test(name)) return of(given0)
    const [keyed, held] = given
    const named = name === 'Record' && keyed !== undefined ? wordsOf({ type: keyed, file, bound }) : []
    if (named.length > 0 && held !== undefined) {
      const members = named.map((each) => ({ name: each, type: held }))
      return { kind: 'members', of: placeMembers(members, file, bound), isOurs: isOurs(file) }
    }
    if (collections.test(name)) return given.every((inner) => isData(of(inner), depth + 1)) ? data : thing
    if (name !== 'Pick' && name !== 'Omit') return thing
    const shape = of(given0)
    const keys = given[1] === undefined ? [] : wordsOf({ type: given[1], file, bound })
    if (shape.kind !== 'members') return shape
    const kept = [...shape.of].filter(([key]) => keys.includes(key) === (name === 'Pick'))
    return { ...shape, of: new Map(kept) }
  }

  function wordsOf({ type, file, bound }: Place): readonly string[] {
    if (type.kind === 'word') return [type.word]
    if (type.kind === 'union') return type.of.flatMap((inner) => wordsOf({ type: inner, file, bound }))
    const found = type.kind === 'name' ? find(file, type.name) : undefined
    return found?.types.flatMap((each) => wordsOf({ type: each, file: found.file, bound: new Map() })) ?? []
  }

  function isOurs({ path }: Source): boolean {
    return path.startsWith(root)
  }

  function isData(shape: Shape, depth = 0): boolean {
    if (depth > 12) return true
    if (shape.kind === 'one') return shape.is === 'data'
    if (shape.kind === 'either') return shape.of.every((each) => isData(each, depth + 1))
    return [...shape.of.values()].every((place) => isData(shapeOf(place, depth + 1), depth + 1))
  }

  function count(shape: Shape): number {
    if (shape.kind === 'one') return shape.is === 'unread' ? Number.POSITIVE_INFINITY : 1
    if (shape.kind === 'either') return Math.max(1, ...shape.of.map(count))
    if (!shape.isOurs || isData(shape)) return 1
    const shapes = [...shape.of.values()].map((place) => shapeOf(place))
    if (shapes.every((each) => each.kind === 'one' && each.is === 'function')) return 1
    return shapes.reduce((sum, each) => sum + count(each), 0)
  }

  return [...texts.keys()]
    .filter((path) => path.startsWith(root) && !isTestFile(path))
    .flatMap((path) => {
      const file = open(path)
      if (file === undefined) return []
      return listParameters(file).map(({ name, type, bound }) => ({
        ...{ path, name },
        members: count(shapeOf({ type, file, bound })),
      }))
    })
}

/** All of them at once. Of two ways that something may be the larger one stays; what is not made of members is one of its own. */
function merge(shapes: readonly Shape[], file: Source): Shape {
  const [first] = shapes
  if (shapes.length === 1 && first !== undefined) return first
  const kinds = { data: 'value', function: 'function', thing: 'thing', unread: 'other' } as const
  const largest = shapes.map((shape) => {
    const of = shape.kind === 'either' ? shape.of.filter(({ kind }) => kind === 'members') : [shape]
    return of.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? thing
  })
  const members = largest.flatMap((shape, index): (readonly [string, Place])[] => {
    if (shape.kind === 'members') return [...shape.of]
    const type: Written = { kind: shape.kind === 'one' ? kinds[shape.is] : 'thing' }
    return [[`&${index}`, { type, file, bound: new Map() }]]
  })
  const isOurs = largest.some((shape) => shape.kind === 'members' && shape.isOurs)
  return { kind: 'members', of: new Map(members), isOurs }
}

function sizeOf(shape: Shape): number {
  return shape.kind === 'members' ? shape.of.size : 1
}

function placeMembers(members: readonly Member[], file: Source, bound: Bound): ReadonlyMap<string, Place> {
  return new Map(members.map(({ name, type }) => [name, { type, file, bound }]))
}

function unsaid(file: Source): Place {
  return { type: { kind: 'value' }, file, bound: new Map() }
}

function isNothing(type: Written): boolean {
  return type.kind === 'name' && /^(undefined|null)$/.test(type.name)
}

function readSource(path: string, text: string, doors: ReadonlyMap<string, string>): Source {
  const { numbered, words } = numberWords(text)
  const tokens = listTokens(numbered)
  const types = new Map<string, Declared>()
  const from = new Map<string, { file: string; name: string }>()
  const handsOn: string[] = []
  const file: Source = { path, tokens, words, types, from, handsOn }
  const target = (token: string | undefined) => {
    const specifier = words[Number(token?.slice(1, -1))] ?? ''
    return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : (doors.get(specifier) ?? '')
  }
  tokens.forEach(({ text: word }, index) => {
    let at = index + 1
    const next = (ahead = 0) => tokens[at + ahead]?.text ?? ''
    if (word === 'import' || word === 'export') {
      if (next() === 'type' && next(1) === '{') at += 1
      if (next() === '*' && next(1) === 'from') handsOn.push(target(next(2)))
      if (next() !== '{') return
      const end = skipBrackets(tokens, at)
      if (tokens[end]?.text !== 'from') return
      const listed = tokens.slice(at + 1, end - 1).map((each) => each.text)
      for (const one of listed.join(' ').split(' , ')) {
        const [name = '', , as = name] = one
          .replace(/^type /, '')
          .replace(/ ,$/, '')
          .split(' ')
        from.set(as, { file: target(tokens[end + 1]?.text), name })
      }
      return
    }
    if ((word !== 'type' && word !== 'interface') || !/^[A-Z]\w*$/.test(next())) return
    const name = next()
    at += 1
    const takes: string[] = []
    if (next() === '<') {
      const end = skipBrackets(tokens, at)
      for (let each = at + 1; each < end; each++)
        if (/^[<,]$/.test(tokens[each - 1]?.text ?? '') && /^[A-Z]/.test(tokens[each]?.text ?? ''))
          takes.push(tokens[each]?.text ?? '')
      at = end
    }
    const found: Written[] = []
    if (word === 'interface' && next() === 'extends')
      do {
        const read = readType(tokens, at + 1, words)
        found.push(read.type)
        at = read.end
      } while (next() === ',')
    if (word === 'type' && next() === '=') at += 1
    else if (word === 'type' || next() !== '{') return
    found.push(readType(tokens, at, words).type)
    types.set(name, { file, takes, types: [...(types.get(name)?.types ?? []), ...found] })
  })
  return file
}

/** Everything between brackets that stands before a colon and a type: of functions, methods, and types of these. */
function listParameters(file: Source): { name: string; type: Written; bound: Bound }[] {
  const { tokens, words } = file
  return tokens.flatMap(({ text }, index) => {
    if (text !== '(') return []
    const end = skipBrackets(tokens, index) - 1
    const { before, bound } = readBounds(file, index)
    const of = /^\w+$/.exec(tokens[before]?.text ?? '')?.[0] ?? ''
    const found: { name: string; type: Written; bound: Bound }[] = []
    let at = index + 1
    while (at < end) {
      if (tokens[at]?.text === '...') at += 1
      const name = tokens[at]?.text ?? ''
      let behind = name === '{' || name === '[' ? skipBrackets(tokens, at) : at + 1
      if (tokens[behind]?.text === '?') behind += 1
      // What a default makes of it only the compiler knows.
      if (
        tokens[behind]?.text === '=' &&
        isParameterList(tokens, end) &&
        /^[a-z]\w*$/.test(tokens[behind + 1]?.text ?? '')
      )
        found.push({ name: `${of}(${name})`, type: readDefault(tokens[behind + 1]?.text ?? ''), bound })
      if (tokens[behind]?.text === ':' && /^[\w{[]/.test(name)) {
        const read = readType(tokens, behind + 1, words)
        found.push({ name: `${of}(${name === '{' ? '{…}' : name})`, type: read.type, bound })
        at = read.end
      }
      while (at < end && tokens[at]?.text !== ',')
        at = /^[([{]$/.test(tokens[at]?.text ?? '') ? skipBrackets(tokens, at) : at + 1
      at += 1
    }
    return found
  })
}

/** Does a function begin behind this bracket, or its type? */
function isParameterList(tokens: readonly Token[], close: number): boolean {
  return ['{', '=>', ':'].includes(tokens[close + 1]?.text ?? '')
}

function readDefault(word: string): Written {
  return { kind: /^(true|false|null|undefined|new)$/.test(word) ? 'value' : 'other' }
}

/** The type parameters before a bracket, each as what it extends, and the place before them. */
function readBounds(file: Source, bracket: number): { before: number; bound: Bound } {
  const { tokens, words } = file
  const bound = new Map<string, Place>()
  let before = bracket - 1
  if (tokens[before]?.text !== '>') return { before, bound }
  for (let depth = 0; before >= 0; before--) {
    if (tokens[before]?.text === '>') depth += 1
    if (tokens[before]?.text === '<') depth -= 1
    if (depth === 0) break
  }
  for (let at = before + 1; at < bracket; at++) {
    if (tokens[at + 1]?.text !== 'extends') continue
    const read = readType(tokens, at + 2, words)
    bound.set(tokens[at]?.text ?? '', { type: read.type, file, bound: new Map() })
    at = read.end - 1
  }
  return { before: before - 1, bound }
}
