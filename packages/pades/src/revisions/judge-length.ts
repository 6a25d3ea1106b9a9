import type { Comparison } from './comparison.ts'

/** Where readers look for the first object of a linearized file (ISO 32000-2 annex F). */
const headBytes = 2_048

/**
 * A linearized file says in its first object how long it is, and where it is as long, readers begin behind that object and
 * not at the end. What is said there may fit neither what came later nor, where that is read otherwise, what was signed.
 */
export function judgeLength(c: Comparison): void {
  const head = Buffer.from(c.now.bytes.subarray(0, Math.min(headBytes, c.endBytes))).toString('latin1')
  const said = new Set([...head.matchAll(/\d+/g)].map(([digits]) => Number(digits)))
  const first = /endobj[\0\t\n\v\f\r ]*/.exec(head)
  const isReadThere = first !== null && c.before.xref.startXref === first.index + first[0].length
  if (said.has(c.now.bytes.length) || (said.has(c.endBytes) && !isReadThere)) c.note('LATER_CHAIN')
}
