import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { PdfRenderer } from '@madoguchi/documents'
import type { Procedure } from '@madoguchi/forms'
import { scanJson } from '@madoguchi/forms'
import { checkWalk } from './check-walk.ts'
import { nameTemplate } from './name-template.ts'
import { lookAtPaper } from './print/find-drawn.ts'
import { makeBlankForm, makeForm } from './print/make-form.ts'
import { readFolder } from './read-folder.ts'
import { readPaper } from './read-paper.ts'
import { followWalk, parseWalk } from './walk.ts'

type Checked = {
  /** A line each, with file and, where there is one, line and column. */
  readonly problems: readonly string[]
  /** What could not be looked at here. */
  readonly notes: readonly string[]
}

/** What `procedures` are drawn for while they are looked at: the words of no office in particular. */
const order = { addressee: 'みほん市長', operator: 'みほん窓口ポータル運営機構', madeAt: new Date(0) }

/** Everything that is wrong in a procedure's folder: the definition, the printed form, the walks. */
export async function tryFolder(folder: string, renderer: PdfRenderer): Promise<Checked> {
  const id = basename(resolve(folder))
  if (!existsSync(folder)) return { problems: [`${folder}: There is no such folder.`], notes: [] }
  const reading = readFolder({ folder, id })
  if (!reading.ok) return { problems: reading.problems, notes: [] }
  const { procedure } = reading
  const file = join(folder, procedure.template)
  const template = readFileSync(file, 'utf8')
  const refused = await renderer.renderForm(makeBlankForm(procedure, { ...order, template })).then(
    () => [],
    (error: Error) => [nameTemplate(error.message, file)],
  )
  if (refused.length > 0) return { problems: refused, notes: [] }
  const drawn = readFolder({ folder, id }, await lookAtPaper(procedure, template, renderer))
  const walks = await tryWalks(folder, { procedure, template, renderer })
  return { problems: [...(drawn.ok ? [] : drawn.problems), ...walks.problems], notes: walks.notes }
}

type Ground = { readonly procedure: Procedure; readonly template: string; readonly renderer: PdfRenderer }

async function tryWalks(folder: string, ground: Ground): Promise<Checked> {
  const walks = join(folder, 'walks')
  const names = existsSync(walks) ? readdirSync(walks).filter((name) => name.endsWith('.json')) : []
  if (names.length === 0)
    return { problems: [`${walks}: There is no walk: a file for each person who is led another way.`], notes: [] }
  const problems: string[] = []
  const notes = new Set<string>()
  for (const name of names.sort()) {
    const file = join(walks, name)
    const text = readFileSync(file, 'utf8')
    const wrong = checkWalk(ground.procedure, { file, text })
    problems.push(...wrong)
    if (wrong.length > 0) continue
    const paper = await checkPaper({ file, text }, ground)
    if (paper === undefined)
      notes.add('pdftotext (poppler) is not installed: the texts of the walks were not looked for.')
    else problems.push(...paper)
  }
  return { problems, notes: [...notes] }
}

/** What a walk says stands on the paper, and does not, or the other way round; nothing where no paper can be read. */
async function checkPaper(
  { file, text }: { readonly file: string; readonly text: string },
  { procedure, template, renderer }: Ground,
): Promise<readonly string[] | undefined> {
  const walk = parseWalk(text)
  const { filling, pages } = followWalk(procedure, walk)
  if (procedure.pages.some(({ id, kind }) => id === pages.at(-1) && kind === 'stop')) return []
  const paper = readPaper(await renderer.renderForm(makeForm(filling, { ...order, template })))
  if (paper === undefined) return undefined
  const { find } = scanJson(text)
  const tell = (list: 'text' | 'notInText', isThere: boolean, said: string) =>
    (walk[list] ?? []).flatMap((words, at) => {
      if (paper.includes(words.replace(/\s+/g, '')) === isThere) return []
      const { line, column } = find([list, at])
      return [`${file}:${line}:${column} $.${list}[${at}]: ${said} “${words}”.`]
    })
  return [...tell('text', true, 'The paper lacks'), ...tell('notInText', false, 'The paper has')]
}
