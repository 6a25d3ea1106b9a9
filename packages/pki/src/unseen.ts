/**
 * Characters of a stranger's text that are not seen, or that move what is seen: controls, directions of writing, breaks of
 * lines, fillers, half characters. Selectors of a variant stay: names in Japan are written with them.
 */
const unseen = /(?!\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Each of them in place of one other, so that the others keep their places. */
export function replaceUnseen(text: string, replacement: string): string {
  return text.replace(unseen, replacement)
}
