import path from 'node:path'

type Diagnostic = { readonly message: string; readonly path: string }

/**
 * What the compiler says of a template, innermost first, for whoever wrote it: `form-kit.typ: unexpected argument; the
 * template: while calling free-row`. It tells no lines, and where the files lie on this computer is nobody's business.
 */
export function explainRefusal(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'no document'
  return diagnostics.map(({ message, path: file }) => `${nameFile(file)}: ${message}`).join('; ')
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
  return name === '__main__.typ' ? 'the template' : name
}
