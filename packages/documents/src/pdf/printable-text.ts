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
  let base = ''
  return (how.keepsLines === true ? lines.replace(/\t+/g, ' ') : lines.replace(/[\t\n]+/g, ' ')).replace(
    /./gu,
    (char) => {
      const isLost = isSelector(char) && !takesSelector(base)
      base = char
      return isFine(char, canDraw) && !isLost ? char : nameCharacter(char)
    },
  )
}

/** Whether a selector after it has anything to choose a form of: not at a start, after white space or another selector. */
export function takesSelector(base: string): boolean {
  return base !== '' && !/\s/.test(base) && !isSelector(base) && !isHidden(base)
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

/** `〔U+1F46A〕` */
export function nameCharacter(char: string): string {
  return `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`
}
