import type { Procedure } from '@madoguchi/forms'
import { listFields, scanJson } from '@madoguchi/forms'
import { explainWrong } from './explain-wrong.ts'
import { followWalk, parseWalk, type Walk } from './walk.ts'

/** What is wrong with a walk's file, a line each: `walks/herself.json:5:20 $.answers.week: There is no such field.` */
export function checkWalk(
  procedure: Procedure,
  { file, text }: { readonly file: string; readonly text: string },
): readonly string[] {
  const scanned = scanJson(text)
  const say = (place: { line: number; column: number }, what: string) => `${file}:${place.line}:${place.column} ${what}`
  if (scanned.trouble !== undefined)
    return [say(scanned.trouble.place, `$: This is not JSON. ${scanned.trouble.reason}`)]
  const at = (path: readonly (string | number)[], what: string) => say(scanned.find(path), what)
  const walk = readWalk(text)
  if (typeof walk === 'string') return [at([], `$: ${walk}`)]
  const unknown = listUnknown(procedure, walk).map((path) => at(path, `$.${path.join('.')}: There is no such field.`))
  const { filling, pages, dropped } = followWalk(procedure, walk)
  const isStopped = procedure.pages.some(({ id, kind }) => id === pages.at(-1) && kind === 'stop')
  const wrong = isStopped ? [] : explainWrong(filling).map((said) => at(pathOf(said), said))
  const isOtherWay = pages.join() !== walk.pages.join()
  const way = isOtherWay ? [at(['pages'], `$.pages: The way is ${pages.join(', ')}.`)] : []
  const isOtherwise = [...dropped].sort().join() !== [...walk.dropped].sort().join()
  const left = isOtherwise ? [at(['dropped'], `$.dropped: Left out is ${dropped.join(', ') || 'nothing'}.`)] : []
  return [...unknown, ...wrong, ...way, ...left]
}

function readWalk(text: string): Walk | string {
  try {
    return parseWalk(text)
  } catch (error) {
    return error instanceof Error ? error.message : 'This is no walk.'
  }
}

function listUnknown(procedure: Procedure, { answers }: Walk): readonly (readonly (string | number)[])[] {
  const groups = new Map(
    procedure.pages.flatMap((page) => (page.kind === 'group' ? [[page.group.id, new Set(idsOf(page))] as const] : [])),
  )
  const fields = new Set(procedure.pages.flatMap((page) => (page.kind === 'fields' ? idsOf(page) : [])))
  return Object.entries(answers).flatMap(([id, value]) => {
    const group = groups.get(id)
    if (group === undefined || !Array.isArray(value)) return fields.has(id) ? [] : [['answers', id]]
    return value.flatMap((item: object, number) =>
      Object.keys(item).flatMap((key) => (group.has(key) ? [] : [['answers', id, number, key]])),
    )
  })
}

function idsOf(page: Procedure['pages'][number]): readonly string[] {
  return listFields(page).map(({ id }) => id)
}

/** `children.0.childName.words FIELD_…: …` → the place of that answer, or of all answers where it is missing. */
function pathOf(said: string): readonly (string | number)[] {
  const [entry = ''] = said.split(' ')
  return ['answers', ...entry.split('.').map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step))]
}
