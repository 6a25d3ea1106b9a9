/**
 * Fictional places. Their codes carry a right check digit, but begin with 48: Japan's prefectures end at 47, so no real
 * body has any of them.
 */
export type Municipality = {
  readonly code: string
  readonly prefecture: string
  readonly name: string
  readonly kana: string
}

export const prefecture = { code: '480002', name: 'みほん県', kana: 'ミホンケン' } as const

export const municipalities = [
  { code: '482013', prefecture: 'みほん県', name: 'みほん市', kana: 'ミホンシ' },
  { code: '482021', prefecture: 'みほん県', name: 'あおば市', kana: 'アオバシ' },
  { code: '482030', prefecture: 'みほん県', name: 'わかば市', kana: 'ワカバシ' },
  { code: '482048', prefecture: 'みほん県', name: 'いずみの市', kana: 'イズミノシ' },
  { code: '483010', prefecture: 'みほん県', name: 'ことり町', kana: 'コトリチョウ' },
] as const satisfies readonly Municipality[]

export function findMunicipality(code: string): Municipality | undefined {
  return municipalities.find((municipality) => municipality.code === code)
}
