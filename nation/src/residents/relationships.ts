/** The 続柄 that our households use, by the codes of the catalogue's 住民票関係情報. */
export const relationshipNames = {
  1: '世帯主',
  2: '妻',
  3: '夫',
  4: '子',
  5: '父',
  6: '母',
  20: '妻の父',
  21: '妻の母',
} as const

export const head = 1
export const wife = 2
export const husband = 3
export const child = 4
export const father = 5
export const mother = 6
export const wifesFather = 20
export const wifesMother = 21
