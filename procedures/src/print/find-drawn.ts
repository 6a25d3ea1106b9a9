import type { FormDocument, FormValue, PdfRenderer } from '@madoguchi/documents'
import type { Procedure } from '@madoguchi/forms'
import { listPrinted } from '../read-template.ts'
import { listMarks } from './list-marks.ts'
import { listSlots, type PaperSlot } from './list-slots.ts'
import { makeBlankForm } from './make-form.ts'
import { type Sample, type Shown, sampleText, sampleView } from './sample-views.ts'
import type { FieldView } from './views.ts'

export type Drawn = {
  /** Ids of which another answer is another paper, for the first item at least; `texts.lead` for a sentence. */
  readonly names: ReadonlySet<string>
  /** Of a field of a group: the numbers, from 1, of items whose answer stands nowhere though that of another item does. */
  readonly leftOut: ReadonlyMap<string, readonly number[]>
}

type Target = { readonly key: string; readonly id: string; readonly item?: number; readonly shown?: Shown }
type State = (key: string) => Sample | undefined
type Draw = (state: State) => Promise<ReadonlySet<string>>

/**
 * What of a procedure reaches the paper, found by drawing it. Everything is answered in one of two ways that differ in
 * nothing but their signs, in some twenty drawings, and each answer has its turns of the other way in drawings of its own
 * (its code). What is seen in exactly those drawings, anywhere, comes of that answer and of no other. Whatever is not
 * found so may depend on another answer: it is looked for again beside answers that stand still, one option after the
 * other, and then beside none. So the number of drawings is bounded, however many answers and items there are.
 */
export async function lookAtPaper(procedure: Procedure, template: string, renderer: PdfRenderer): Promise<Drawn> {
  const slots = listSlots(procedure)
  const named = listPrinted(template)
  const texts = Object.keys(procedure.texts ?? {}).map((name) => `texts.${name}`)
  // What the template does not even name is not on it.
  const all = [...slots.flatMap(targetOf), ...texts.map((key): Target => ({ key, id: key }))]
  const targets = all.filter(({ id }) => named.has(id))
  const draw: Draw = async (state) =>
    listMarks(
      await renderer.renderFormSvg(fill(makeBlankForm(procedure, { ...order, template }), { procedure, slots, state })),
    )
  let missing = await lookFor(targets, { draw, others: () => ({ isOther: false }), spare: 6 })
  for (let option = 0; option < optionsTried && missing.length > 0; option++) {
    const others: State = () => ({ isOther: option % 2 === 1, option })
    // Words that stand beside a choice are looked for while every choice stands still, and the other way round.
    const words = await lookFor(missing.filter(isWords), { draw, others, spare: 3 })
    const choices = await lookFor(
      missing.filter((one) => !isWords(one)),
      { draw, others, spare: 3 },
    )
    missing = [...words, ...choices]
  }
  if (missing.length > 0) missing = await lookFor(missing, { draw, others: () => undefined, spare: 3 })
  return sumUp(targets, missing)
}

const order = { addressee: '', operator: '', madeAt: new Date(0) }
/** What stands only beside the sixth option of a choice is not found. */
const optionsTried = 5

const choosing: readonly string[] = ['choice', 'choices', 'relationship', 'yes-no', 'consent']

function isWords({ shown }: Target): boolean {
  return shown?.is !== 'field' || !choosing.includes(shown.of.kind)
}

function targetOf(slot: PaperSlot): readonly Target[] {
  const { id, shown, item } = slot
  const isAsked = shown.is !== 'field' || (shown.of.kind !== 'confirm' && shown.of.isOnPaper !== false)
  const key = keyOf(slot)
  return isAsked ? [{ key, id, shown, ...(item !== undefined && { item }) }] : []
}

function keyOf({ id, group = '', item = 0 }: Pick<PaperSlot, 'id' | 'group' | 'item'>): string {
  return group === '' ? id : `${group}.${item}.${id}`
}

type Search = {
  readonly draw: Draw
  /** What all other answers are. */
  readonly others: State
  /** Bits that codes have beyond what tells them apart, against a chance likeness of what depends on two answers. */
  readonly spare: number
}

/** Those of the targets that were not found. */
async function lookFor(targets: readonly Target[], { draw, others, spare }: Search): Promise<readonly Target[]> {
  if (targets.length === 0) return []
  const drawings = Math.ceil(Math.log2(targets.length + 2)) + spare
  const list = listCodes(targets.length, drawings)
  const codes = new Map(targets.map(({ key }, at) => [key, list[at] ?? 0]))
  const seen = new Map<string, number>()
  for (let drawing = 0; drawing < drawings; drawing++) {
    const bit = 2 ** drawing
    const marks = await draw((key) => {
      const code = codes.get(key)
      return code === undefined ? others(key) : { ...others(key), isOther: (code & bit) !== 0 }
    })
    for (const mark of marks) seen.set(mark, (seen.get(mark) ?? 0) | bit)
  }
  const found = new Set(seen.values())
  return targets.filter(({ key }) => !found.has(codes.get(key) ?? 0))
}

/** A code each, none of them never or always, with their bits mixed: an odd factor gives each number another one. */
function listCodes(count: number, bits: number): readonly number[] {
  const size = 2 ** bits
  const codes = Array.from({ length: count + 1 }, (_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 0) % size)
  return codes.filter((code) => code !== size - 1).slice(0, count)
}

type Order = { readonly procedure: Procedure; readonly slots: readonly PaperSlot[]; readonly state: State }
type Views = Record<string, FieldView>

function fill({ data, ...form }: FormDocument, { procedure, slots, state }: Order): FormDocument {
  const f: Views = {}
  const g: Record<string, Views[]> = {}
  for (const slot of slots) {
    const { id, shown, group = '', item = 0 } = slot
    const sample = state(keyOf(slot))
    const unanswered = (group === '' ? data.f : (data.blank as Record<string, FormValue>)[group]) as Views
    const view = sample === undefined ? unanswered[id] : sampleView(shown, sample)
    if (view === undefined) continue
    if (group === '') f[id] = view
    else g[group] = Object.assign(g[group] ?? [], { [item]: { ...g[group]?.[item], [id]: view } })
  }
  const texts = Object.entries(procedure.texts ?? {}).map(([name, text]) => {
    const sample = state(`texts.${name}`)
    return [name, sample === undefined ? text : sampleText(text, sample)] as const
  })
  return { ...form, data: { ...data, f, g, texts: Object.fromEntries(texts) } }
}

function sumUp(targets: readonly Target[], missing: readonly Target[]): Drawn {
  const gone = new Set(missing.map(({ key }) => key))
  const names = new Set(targets.flatMap(({ key, id }) => (gone.has(key) ? [] : [id])))
  const leftOut = new Map<string, readonly number[]>()
  for (const { id, item } of missing) {
    if (item !== undefined && names.has(id)) leftOut.set(id, [...(leftOut.get(id) ?? []), item + 1])
  }
  return { names, leftOut }
}
