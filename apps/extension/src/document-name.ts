/** A name that a page gave, as one line of plain text: nothing in it can turn the direction of writing or hide letters. */
export function cleanName(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim() || '(名前のない文書)'
}
