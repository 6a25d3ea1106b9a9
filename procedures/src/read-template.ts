import type { Procedure } from '@madoguchi/forms'
import { listFields } from '@madoguchi/forms'

/** Every name after a dot, of a field (`f.ownerName`) as of a table's item (`dog.dogName`), and `texts.lead`. */
export function listPrinted(template: string): ReadonlySet<string> {
  const text = blankOut(template)
  const names = [...text.matchAll(/\.([A-Za-z][A-Za-z0-9]*)/g)].map(([, name]) => name ?? '')
  const texts = [...text.matchAll(/(?<![\w.-])texts\.[A-Za-z][A-Za-z0-9-]*/g)].map(([name]) => name)
  return new Set([...names, ...texts])
}

/** Names in a template that its procedure does not have: `8:20: There is no “ownerKanaa” to print.` */
export function lookAtTemplate(procedure: Procedure, template: string): readonly string[] {
  const groups = procedure.pages.flatMap((page) => (page.kind === 'group' ? [page.group] : []))
  const fields = procedure.pages.flatMap((page) => (page.kind === 'fields' ? listFields(page) : []))
  const named = [...fields, ...(procedure.calculated ?? []), ...(procedure.pen ?? [])]
  const known: Readonly<Record<string, ReadonlySet<string>>> = {
    f: new Set(named.map(({ id }) => id)),
    g: new Set(groups.map(({ id }) => id)),
    blank: new Set(groups.map(({ id }) => id)),
    texts: new Set(Object.keys(procedure.texts ?? {})),
  }
  const text = blankOut(template)
  const misread = [...template.matchAll(/^\ufeff|\ufffd/g)].slice(0, 1).map(({ index, 0: sign }) => {
    const reason =
      sign === '\ufeff' ? 'begins with a byte order mark (U+FEFF)' : 'holds U+FFFD, as what is not UTF-8 is read'
    return `${placeOf(template, index)}: The file ${reason}: save it as UTF-8 without such a mark.`
  })
  const unknown = [...text.matchAll(/(?<![\w.-])(f|g|blank|texts)\.([A-Za-z][A-Za-z0-9-]*)/g)].flatMap((found) => {
    const [, of = '', name = ''] = found
    if (known[of]?.has(name)) return []
    return [`${placeOf(text, found.index + of.length + 1)}: There is no “${of}.${name}” to print.`]
  })
  return [...misread, ...unknown]
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at)
  return `${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`
}

/** The template with comments and texts as blanks, so that everything else stays in its place. */
function blankOut(template: string): string {
  const empty = (found: string) => found.replace(/[^\n]/g, ' ')
  return template.replace(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, empty)
}
