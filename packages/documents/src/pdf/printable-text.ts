/**
 * What can stand on paper. Line breaks become spaces. A character that no font of ours can draw, and one that would
 * change the reading direction or is invisible, is named instead: 〔U+1F46A〕. Nothing is dropped.
 */
export function toPrintable(text: string, canDraw: (codePoint: number) => boolean): string {
  return text
    .toWellFormed()
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(/./gsu, (char) => (isFine(char, canDraw) ? char : nameCharacter(char)))
}

function isFine(char: string, canDraw: (codePoint: number) => boolean): boolean {
  const isSelector = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u.test(char)
  return isSelector || (canDraw(char.codePointAt(0) ?? 0) && !/^[\p{Cc}\p{Cf}]$/u.test(char))
}

function nameCharacter(char: string): string {
  return `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`
}
