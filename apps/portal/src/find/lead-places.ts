/** Where a matter is asked about. Names and sentences stand in the words; here only where the office's own site is. */
export const leadPlaces = {
  municipality: {},
  passport: { url: 'https://www.mofa.go.jp/mofaj/toko/passport/' },
  police: { url: 'https://www.npa.go.jp/' },
  pension: { url: 'https://www.nenkin.go.jp/' },
  tax: { url: 'https://www.e-tax.nta.go.jp/' },
  work: { url: 'https://www.hellowork.mhlw.go.jp/' },
  legal: { url: 'https://houmukyoku.moj.go.jp/' },
  immigration: { url: 'https://www.moj.go.jp/isa/' },
  card: { url: 'https://www.kojinbango-card.go.jp/' },
  vehicle: { url: 'https://www.mlit.go.jp/' },
  'health-insurance': { url: 'https://www.kyoukaikenpo.or.jp/' },
  post: { url: 'https://www.post.japanpost.jp/' },
  fire: {},
  power: {},
  weather: { url: 'https://www.jma.go.jp/' },
  insurer: { url: 'https://www.sonpo.or.jp/' },
  court: { url: 'https://www.courts.go.jp/' },
  'child-guidance': {},
  animals: {},
  prefecture: {},
  'police-help': { url: 'https://www.npa.go.jp/' },
  consumer: { url: 'https://www.kokusen.go.jp/' },
  violence: {},
} as const satisfies Readonly<Record<string, { readonly url?: string }>>

export type LeadPlace = keyof typeof leadPlaces
