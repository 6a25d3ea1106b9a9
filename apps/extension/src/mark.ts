/** What the citizen chose at install, so that an imitation of the window, which cannot know it, shows. */
export type Mark = { readonly phrase: string; readonly picture: Picture; readonly colour: Colour }

/** Each picture: its name, and its outline in a box of 24. */
export const pictures = {
  star: ['星', 'M12 1.5l3.2 6.8 7.3.9-5.4 5.1 1.4 7.4L12 18.1l-6.5 3.6 1.4-7.4L1.5 9.2l7.3-.9z'],
  heart: [
    'ハート',
    'M12 21.5C5 16 1.5 12.3 1.5 8.2A5.2 5.2 0 0 1 12 5.8a5.2 5.2 0 0 1 10.5 2.4C22.5 12.3 19 16 12 21.5z',
  ],
  moon: ['月', 'M15 2a10 10 0 1 0 7 13.5A8.5 8.5 0 0 1 15 2z'],
  mountain: ['山', 'M1 21L9 5l4 7 2.5-4L23 21z'],
  drop: ['しずく', 'M12 1.5C16 7 19.5 11 19.5 15a7.5 7.5 0 0 1-15 0C4.5 11 8 7 12 1.5z'],
  house: ['家', 'M12 2L1.5 11.5H5V22h5v-6h4v6h5V11.5h3.5z'],
  flag: ['旗', 'M4 1.5h2V3h15l-4 5.5 4 5.5H6v9H4z'],
  cloud: ['雲', 'M7 20a5.5 5.5 0 0 1-.5-11A7 7 0 0 1 20 10.5 4.8 4.8 0 0 1 18.5 20z'],
} as const satisfies Readonly<Record<string, readonly [name: string, path: string]>>
export type Picture = keyof typeof pictures

/** Each colour: its name, and a tone that has at least 4.5 to 1 on white. */
export const colours = {
  blue: ['青', '#0017c1'],
  green: ['緑', '#197a4b'],
  red: ['赤', '#ce0000'],
  orange: ['だいだい', '#ac3e00'],
  purple: ['むらさき', '#6f23d0'],
  black: ['黒', '#1a1a1a'],
} as const satisfies Readonly<Record<string, readonly [name: string, tone: string]>>
export type Colour = keyof typeof colours

const words =
  'あさひ いずみ うさぎ えんぴつ おにぎり かえで きつね くじら けやき こだま さくら しろくま すいか せせらぎ そよかぜ たんぽぽ ちどり つばめ てがみ とんぼ なのはな にわとり ぬりえ ねこやなぎ のはら はなび ひまわり ふくろう へちま ほたる まつぼっくり みかん むぎわら めだか もみじ やまびこ ゆきだるま よざくら らくだ りんご るりいろ れんこん ろうそく わたげ'.split(
    ' ',
  )

export const phraseLengthMax = 40

/** A mark drawn at random: three words, a picture, a colour. `pick` gives a whole number below its argument. */
export function drawMark(pick: (below: number) => number): Mark {
  const draw = <Item>(items: readonly Item[], fallback: Item): Item => items[pick(items.length)] ?? fallback
  const phrase = [1, 2, 3].map(() => draw(words, 'あさひ')).join(' ')
  const picture = draw<Picture>(Object.keys(pictures) as Picture[], 'star')
  return { phrase, picture, colour: draw<Colour>(Object.keys(colours) as Colour[], 'blue') }
}

/** What was kept, or undefined when nothing usable was. */
export function parseMark(value: unknown): Mark | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { phrase, picture, colour } = value as Record<string, unknown>
  if (typeof phrase !== 'string' || phrase.trim() === '' || phrase.length > phraseLengthMax) return undefined
  if (typeof picture !== 'string' || !Object.hasOwn(pictures, picture)) return undefined
  if (typeof colour !== 'string' || !Object.hasOwn(colours, colour)) return undefined
  return { phrase: phrase.trim(), picture: picture as Picture, colour: colour as Colour }
}
