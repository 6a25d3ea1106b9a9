import { formLimits } from '../limits.ts'
import { holdsMyNumber } from '../my-number.ts'
import type { JsonPath, Problem } from './problem.ts'
import { type ScannedJson, scanJson } from './scan-json.ts'

type BoundedJson = {
  readonly value?: unknown
  readonly problems: readonly Problem[]
  /** Nothing of what is no such JSON. */
  readonly scanned?: ScannedJson
}

/** JSON of bounded length, depth and number of values, without keys that mean something to JavaScript itself. */
export function parseBounded(text: string): BoundedJson {
  const { definitionLengthMax, definitionDepthMax, definitionNodesMax } = formLimits
  if (text.length > definitionLengthMax) return refuse('DEFINITION_TOO_LARGE', `Longer than ${definitionLengthMax}.`)
  if (measureDepth(text) > definitionDepthMax) {
    return refuse('DEFINITION_TOO_LARGE', `Nested deeper than ${definitionDepthMax}.`)
  }
  const scanned = scanJson(text)
  if (scanned.trouble !== undefined) {
    const { place, reason } = scanned.trouble
    return { problems: [{ path: [], code: 'DEFINITION_NOT_JSON', reason: `This is not JSON. ${reason}`, place }] }
  }
  const value: unknown = JSON.parse(text)
  const found = { nodes: 0, problems: [] as Problem[] }
  look(value, [], found)
  if (found.nodes > definitionNodesMax) return refuse('DEFINITION_TOO_LARGE', `More than ${definitionNodesMax} values.`)
  const twice = scanned.twice.map(
    (path): Problem => ({ path, code: 'DEFINITION_DUPLICATE', reason: 'This name stands here twice.' }),
  )
  return { value, problems: [...found.problems, ...twice], scanned }
}

function refuse(code: Problem['code'], reason: string): BoundedJson {
  return { problems: [{ path: [], code, reason }] }
}

/** How deep brackets are nested, those in texts left out. Of what is no JSON it says something too, and that is enough. */
function measureDepth(text: string): number {
  let [depth, deepest, isText] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const one = text[at]
    if (isText && one === '\\') at += 1
    else if (one === '"') isText = !isText
    else if (!isText && (one === '[' || one === '{')) deepest = Math.max(deepest, ++depth)
    else if (!isText && (one === ']' || one === '}')) depth -= 1
  }
  return deepest
}

function look(value: unknown, path: JsonPath, found: { nodes: number; problems: Problem[] }): void {
  found.nodes += 1
  if (found.nodes > formLimits.definitionNodesMax) return
  if (typeof value === 'string') lookAtText(value, path, found.problems)
  if (typeof value !== 'object' || value === null) return
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [key, part] of entries) {
    if (typeof key === 'string' && key in Object.prototype) {
      found.problems.push({ path: [...path, key], code: 'DEFINITION_SHAPE', reason: 'This name is not allowed.' })
    } else look(part, [...path, key], found)
  }
}

function lookAtText(text: string, path: JsonPath, problems: Problem[]): void {
  if (!text.isWellFormed() || /(?!\n)\p{Cc}/u.test(text)) {
    problems.push({
      path,
      code: 'DEFINITION_SHAPE',
      reason: 'A text must not hold control characters or halves of one.',
    })
  }
  if (text.includes('\ufffd')) {
    problems.push({ path, code: 'DEFINITION_SHAPE', reason: 'Holds U+FFFD: the file is not saved as UTF-8.' })
  }
  if (holdsMyNumber(text)) {
    problems.push({ path, code: 'DEFINITION_MY_NUMBER', reason: 'Twelve digits that could be a My Number.' })
  }
}
