import type { Condition } from '../condition.ts'
import type { Procedure } from '../definition.ts'
import { formLimits } from '../limits.ts'
import type { JsonPath, Problem } from './problem.ts'
import type { ProcedureFile } from './schema-procedure.ts'

type Expanded = {
  readonly procedure: Procedure
  readonly problems: readonly Problem[]
  /** A path in `procedure` → where the file has it: under `shared`, for what only a name stands for at the place of use. */
  readonly origin: (path: JsonPath) => JsonPath
}

/** What stands under `shared`, put wherever it is named; a name that nobody gave or uses is a problem. */
export function expandShared({ shared = {}, $schema: _editors, ...file }: ProcedureFile): Expanded {
  const problems: Problem[] = []
  const used = new Set<string>()
  const origins = new Map<string, JsonPath>()
  const conditions = makeConditions(shared.conditions ?? {}, { used, problems, origins })
  const options = new Map(Object.entries(shared.options ?? {}))
  function copy(value: unknown, path: JsonPath): unknown {
    if (Array.isArray(value)) return value.map((one, at) => copy(one, [...path, at]))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).flatMap(([key, part]) => {
      const at = [...path, key]
      if (path.length === 0 && key === 'texts') return [[key, part] as const]
      const put = isConditionKey(key, part)
        ? conditions.expand(part, at)
        : key === 'options'
          ? list(part, at)
          : copy(part, at)
      return put === undefined ? [] : [[key, put] as const]
    })
    return Object.fromEntries(entries)
  }
  function list(part: unknown, path: JsonPath): unknown {
    if (typeof part !== 'string') return part
    used.add(`options ${part}`)
    const found = options.get(part)
    if (found === undefined) problems.push(unknownName(path, part, 'options'))
    else origins.set(keyOf(path), ['shared', 'options', part])
    return found ?? []
  }
  const procedure = copy(file, []) as Procedure
  for (const [section, entries] of Object.entries(shared)) {
    for (const name of Object.keys(entries ?? {})) {
      const reason = `Nothing uses these ${section}.`
      if (!used.has(`${section} ${name}`)) {
        problems.push({ path: ['shared', section, name], code: 'DEFINITION_UNUSED', reason })
      }
    }
  }
  return { procedure, problems, origin: (path) => originOf(path, origins) }
}

function originOf(path: JsonPath, origins: ReadonlyMap<string, JsonPath>): JsonPath {
  // Named conditions may stand within named ones; a ring of them was refused before.
  let here: JsonPath = []
  for (const step of path) here = follow([...here, step], origins)
  return here
}

function follow(path: JsonPath, origins: ReadonlyMap<string, JsonPath>): JsonPath {
  let here = path
  const trail = new Set<string>()
  for (let key = keyOf(here); !trail.has(key); key = keyOf(here)) {
    trail.add(key)
    here = origins.get(key) ?? here
  }
  return here
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path)
}

/** `isOwn` is a condition where it is not simply so. `options` of a fill is a table of its own, and `where` counts items by a condition. */
function isConditionKey(key: string, part: unknown): part is Condition {
  if (key === 'isOwn') return typeof part !== 'boolean'
  return (key === 'when' || key === 'where') && part !== undefined
}

type Found = { readonly used: Set<string>; readonly problems: Problem[]; readonly origins: Map<string, JsonPath> }

function makeConditions(named: Readonly<Record<string, Condition>>, { used, problems, origins }: Found) {
  const done = new Map<string, Condition | undefined>()
  const sizes = new WeakMap<object, number>()
  const trail = new Set<string>()

  /** The condition itself. Without parts that are not there: of nothing at all nothing is left. */
  function expand(condition: Condition | string, path: JsonPath): Condition | undefined {
    if (typeof condition === 'string') return lookUp(condition, path)
    if (condition.is === 'not') {
      const of = expand(condition.of, [...path, 'of'])
      return of && sized({ ...condition, of }, [of], path)
    }
    if (condition.is !== 'all' && condition.is !== 'any') return condition
    // What is not there leaves its place behind, so that the others keep theirs.
    const of = condition.of.map((part, at) => expand(part, [...path, 'of', at]) ?? nothing)
    return of.every((part) => part === nothing) ? undefined : sized({ ...condition, of }, of, path)
  }

  function lookUp(name: string, path: JsonPath): Condition | undefined {
    used.add(`conditions ${name}`)
    const found = Object.hasOwn(named, name) ? named[name] : undefined
    if (found === undefined) problems.push(unknownName(path, name, 'conditions'))
    else origins.set(keyOf(path), ['shared', 'conditions', name])
    if (found === undefined || done.has(name)) return done.get(name)
    if (trail.has(name)) {
      problems.push({ path, code: 'DEFINITION_CYCLE', reason: `“${name}” is made of itself.` })
      return undefined
    }
    trail.add(name)
    const expanded = expand(found, ['shared', 'conditions', name])
    trail.delete(name)
    done.set(name, expanded)
    return expanded
  }

  /** Names within names may double each time: what grows too large is dropped before anybody walks through it. */
  function sized(condition: Condition, parts: readonly Condition[], path: JsonPath): Condition | undefined {
    const size = parts.reduce((total, part) => total + (sizes.get(part) ?? 1), 1)
    sizes.set(condition, size)
    if (size <= formLimits.conditionNodesMax) return condition
    const reason = `A condition of more than ${formLimits.conditionNodesMax} parts.`
    problems.push({ path, code: 'DEFINITION_TOO_LARGE', reason })
    return undefined
  }

  return { expand }
}

/** Instead of what nobody has defined; a definition with such a name is refused. */
const nothing: Condition = { is: 'any', of: [] }

function unknownName(path: JsonPath, name: string, section: string): Problem {
  return { path, code: 'DEFINITION_REFERENCE', reason: `There are no shared ${section} “${name}”.`, name }
}
