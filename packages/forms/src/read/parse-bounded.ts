import { formLimits } from '../limits.ts'
import { holdsMyNumber } from '../my-number.ts'
import type { JsonPath, Problem } from './problem.ts'

export type BoundedJson = { readonly value?: unknown; readonly problems: readonly Problem[] }

/** JSON of bounded length, depth and number of values, without keys that mean something to JavaScript itself. */
export function parseBounded(text: string): BoundedJson {
  const { definitionLengthMax, definitionDepthMax, definitionNodesMax } = formLimits
  if (text.length > definitionLengthMax) return refuse('DEFINITION_TOO_LARGE', `Longer than ${definitionLengthMax}.`)
  if (measureDepth(text) > definitionDepthMax) {
    return refuse('DEFINITION_TOO_LARGE', `Nested deeper than ${definitionDepthMax}.`)
  }
  const { value, trouble } = parse(text)
  if (trouble !== undefined) return refuse('DEFINITION_NOT_JSON', trouble)
  const found = { nodes: 0, problems: [] as Problem[] }
  look(value, [], found)
  if (found.nodes > definitionNodesMax) return refuse('DEFINITION_TOO_LARGE', `More than ${definitionNodesMax} values.`)
  return { value, problems: found.problems }
}

function refuse(code: Problem['code'], reason: string): BoundedJson {
  return { problems: [{ path: [], code, reason }] }
}

function parse(text: string): { readonly value?: unknown; readonly trouble?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    // What the parser says quotes the file; only the place is taken from it.
    const place = /\(line \d+ column \d+\)$/.exec(error instanceof Error ? error.message : '')
    return { trouble: place ? `This is not JSON ${place[0]}.` : 'This is not JSON.' }
  }
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
  if (holdsMyNumber(text)) {
    problems.push({ path, code: 'DEFINITION_MY_NUMBER', reason: 'Twelve digits that could be a My Number.' })
  }
}
