const shownMax = 60

/** What a stranger wrote, for somebody to read: nothing in it moves a cursor or turns a line round. */
export function showText(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '\ufffd')
  return clean.length > shownMax ? `${clean.slice(0, shownMax)}…` : clean
}
