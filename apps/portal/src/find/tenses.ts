/**
 * 増えた is said politely, and goes on: 増えました, 増えて; 出来た as well, whose 漢字 has the sound before た. 飛んだ goes on as 飛んで;
 * 歩けない as 歩けません, 歩けなくなりました.
 */
export function listTenses(word: string): readonly string[] {
  const [, cannot] = /^(.{2,})ない$/u.exec(word) ?? []
  if (cannot !== undefined)
    return [
      word,
      ...['ません', 'なくて', 'なかった', 'なくなった', 'なくなって', 'なくなりました'].map((end) => cannot + end),
    ]
  const [, became] = /^(.{2,})なった$/u.exec(word) ?? []
  if (became !== undefined) return [word, `${became}なって`, `${became}なりました`]
  const goingOn = word.replace(/んだ$/, 'んで').replace(/(?<=.っ)た$/, 'て')
  if (goingOn !== word) return [word, goingOn]
  const [stem] = /^.+(?=[えけせてねへめれげぜべきしみりび来見出]た$)./u.exec(word) ?? []
  return stem === undefined ? [word] : [word, `${stem}ました`, `${stem}て`]
}
