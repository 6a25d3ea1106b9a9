import type { Bytes } from '@madoguchi/kit'
import { streamOf } from './append-section.fixture.ts'

type Halves = {
  /** The object of the first page. */
  readonly page: number
  /** What stands behind the first page. */
  readonly later: ReadonlySet<number>
}

/** Where things stand, which a linearized file says before they come. */
type Layout = {
  readonly offsets: ReadonlyMap<number, number>
  readonly pageEndAt: number
  readonly mainAt: number
  readonly length: number
}

/**
 * A document in two halves, each with a cross-reference (ISO 32000-2 annex F): `startxref` at its end leads to the first,
 * and that one's /Prev to the one at the end. Its table of hints is empty.
 */
export function writeLinearized(objects: readonly string[], trailer: string, halves: Halves): Bytes {
  const nowhere: Layout = { offsets: new Map(), pageEndAt: 0, mainAt: 0, length: 0 }
  const render = (known: Layout) => renderHalves({ objects, trailer, halves, known })
  // All places are written as wide as the widest: what is said of them moves nothing.
  return new Uint8Array(Buffer.from(render(render(nowhere).layout).text, 'latin1'))
}

type Rendering = {
  readonly objects: readonly string[]
  readonly trailer: string
  readonly halves: Halves
  readonly known: Layout
}

function renderHalves({ objects, trailer, halves, known }: Rendering): { text: string; layout: Layout } {
  const [dictNumber, hintNumber] = [objects.length + 1, objects.length + 2]
  const numbers = objects.map((_, index) => index + 1)
  const [first, later] = [false, true].map((isLater) => numbers.filter((one) => halves.later.has(one) === isLater))
  const offsets = new Map<number, number>()
  let text = '%PDF-1.7\n%\u00e2\u00e3\n'
  const put = (number: number, body: string) => {
    offsets.set(number, text.length)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const wide = (value = 0) => String(value).padEnd(10, ' ')
  const hintAt = wide(known.offsets.get(hintNumber))
  const places = `/L ${wide(known.length)}/H[${hintAt} 100]/E ${wide(known.pageEndAt)}/T ${wide(known.mainAt)}`
  put(dictNumber, `<</Linearized 1/O ${halves.page}/N 2${places}>>`)
  const startAt = text.length
  const kept = `/Size ${hintNumber + 1}/Root 1 0 R${trailer}`
  text += `xref\n${rowsOf([...(first ?? []), dictNumber, hintNumber], known)}`
  text += `trailer\n<<${kept}/Prev ${wide(known.mainAt)}>>\nstartxref\n0\n%%EOF\n`
  put(hintNumber, streamOf('/S 36', '\0'.repeat(40)))
  for (const number of first ?? []) put(number, objects[number - 1] ?? 'null')
  const pageEndAt = text.length
  for (const number of later ?? []) put(number, objects[number - 1] ?? 'null')
  const mainAt = text.length
  text += `xref\n0 1\n0000000000 65535 f \n${rowsOf(later ?? [], known)}`
  text += `trailer\n<<${kept}>>\nstartxref\n${startAt}\n%%EOF\n`
  return { text, layout: { offsets, pageEndAt, mainAt, length: text.length } }
}

function rowsOf(numbers: readonly number[], { offsets }: Layout): string {
  return numbers.map((one) => `${one} 1\n${String(offsets.get(one) ?? 0).padStart(10, '0')} 00000 n \n`).join('')
}
