const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/
const text = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/
// A slash begins a regular expression only where a value may begin.
const pattern = /(?<=(?:^|[(,=:[!&|?{};\n>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/
const token = new RegExp(`${comment.source}|${text.source}|${pattern.source}`, 'gm')

/** The code without its comments; lines stay where they are. */
export function eraseComments(code: string): string {
  return code.replace(token, (found) => (isComment(found) ? keepLines(found) : found))
}

/** The code without comments and without what its strings and patterns say. */
export function eraseWords(code: string): string {
  return code.replace(token, (found) => (isComment(found) ? keepLines(found) : `''${keepLines(found)}`))
}

/** The code with a number in place of each string, and the strings: what looks like code in a string is none. */
export function numberWords(code: string): { numbered: string; words: readonly string[] } {
  const words: string[] = []
  const numbered = code.replace(token, (found) => {
    if (isComment(found) || found.startsWith('/')) return ''
    words.push(found.slice(1, -1))
    return `'${words.length - 1}'`
  })
  return { numbered, words }
}

function isComment(found: string): boolean {
  return found.startsWith('//') || found.startsWith('/*')
}

function keepLines(found: string): string {
  return '\n'.repeat(found.split('\n').length - 1)
}
