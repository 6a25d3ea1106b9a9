/**
 * Fictional places. Their codes carry a right check digit, but begin with 48: Japan's prefectures end at 47, so no real
 * body has any of them. Their postal codes begin with 000: 日本郵便's numbers begin at 001 (札幌市北区), as its list of all
 * addresses shows. 999 would not do: it is 山形県.
 */
export type Municipality = {
  readonly code: string
  readonly prefecture: string
  readonly name: string
  readonly kana: string
  /** Seven digits each, without a hyphen. */
  readonly postalCodes: readonly string[]
}

export const prefecture = { code: '480002', name: 'みほん県', kana: 'ミホンケン' } as const

export const municipalities = [
  {
    code: '482013',
    prefecture: 'みほん県',
    name: 'みほん市',
    kana: 'ミホンシ',
    postalCodes: ['0000101', '0000102', '0000103'],
  },
  { code: '482021', prefecture: 'みほん県', name: 'あおば市', kana: 'アオバシ', postalCodes: ['0000201', '0000202'] },
  { code: '482030', prefecture: 'みほん県', name: 'わかば市', kana: 'ワカバシ', postalCodes: ['0000301'] },
  { code: '482048', prefecture: 'みほん県', name: 'いずみの市', kana: 'イズミノシ', postalCodes: ['0000401'] },
  { code: '483010', prefecture: 'みほん県', name: 'ことり町', kana: 'コトリチョウ', postalCodes: ['0000501'] },
] as const satisfies readonly Municipality[]

export function findMunicipality(code: string): Municipality | undefined {
  return municipalities.find((municipality) => municipality.code === code)
}
