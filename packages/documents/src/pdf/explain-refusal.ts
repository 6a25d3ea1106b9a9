import path from 'node:path'

/** Lines and characters from 0. */
export type Diagnostic = {
  readonly message: string
  readonly path: string
  readonly range?: { readonly start: { readonly line: number; readonly character: number } } | null
}

/** What a template that is no file of ours is called while it is looked at. */
export const templateName = '__template__.typ'

/**
 * What the compiler says of a template, innermost first, for whoever wrote it: `form-kit.typ:12:3: unexpected argument;
 * the template:8:20: while calling free-row`. Where the files lie on this computer is nobody's business.
 */
export function explainRefusal(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'no document'
  return diagnostics
    .map(({ message, path: file, range }) => {
      const place = range ? `:${range.start.line + 1}:${range.start.character + 1}` : ''
      return `${nameFile(file)}${place}: ${message}`
    })
    .join('; ')
}

/** What is refused after the layout comes as a dump of the compiler's own structure; its sentence is enough. */
export function unwrapRefusal(words: string): string {
  const sentences = [...words.matchAll(/SourceDiagnostic \{.*?message: "((?:[^"\\]|\\.)*)"/g)].map(
    ([, sentence]) => sentence,
  )
  return sentences.length === 0 ? words : sentences.join('; ')
}

function nameFile(file: string): string {
  const name = path.basename(file)
  return name === templateName ? 'the template' : name
}
