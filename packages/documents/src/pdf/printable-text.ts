/**
 * What can stand on paper. A character that no font of ours can draw, and one that would change the reading direction
 * or is invisible, is named instead: 〔U+1F46A〕. Nothing is dropped. Line breaks stay where `keepsLines`, and become
 * spaces elsewhere.
 */
export function toPrintable(
  text: string,
  canDraw: (codePoint: number) => boolean,
  how: { readonly keepsLines?: boolean } = {},
): string {
  const lines = text.toWellFormed().replace(/\r\n?|[\u2028\u2029]/g, '\n')
  return (how.keepsLines === true ? lines.replace(/\t+/g, ' ') : lines.replace(/[\t\n]+/g, ' ')).replace(
    /./gu,
    (char) => (isFine(char, canDraw) ? char : nameCharacter(char)),
  )
}

/** Characters that only choose the form of the one before them. */
export function isSelector(char: string): boolean {
  return /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u.test(char)
}

/** Characters that nobody sees, of which some turn what follows. */
export function isHidden(char: string): boolean {
  return /^[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]$/u.test(char)
}

function isFine(char: string, canDraw: (codePoint: number) => boolean): boolean {
  return isSelector(char) || (canDraw(char.codePointAt(0) ?? 0) && !isHidden(char))
}

function nameCharacter(char: string): string {
  return `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`
}
