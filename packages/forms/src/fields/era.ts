/** 元号 with their first and last days. Before 明治6年 days were counted by the moon, so that 明治 begins there for us. */
export const eras = [
  { id: 'reiwa', label: '令和', from: '2019-05-01', until: '9999-12-31', offset: 2018 },
  { id: 'heisei', label: '平成', from: '1989-01-08', until: '2019-04-30', offset: 1988 },
  { id: 'showa', label: '昭和', from: '1926-12-25', until: '1989-01-07', offset: 1925 },
  { id: 'taisho', label: '大正', from: '1912-07-30', until: '1926-12-24', offset: 1911 },
  { id: 'meiji', label: '明治', from: '1873-01-01', until: '1912-07-29', offset: 1867 },
] as const

export type EraId = (typeof eras)[number]['id']

/** A date in boxes: `令和 8 年 11 月 22 日`. 0 is an unknown month or day. */
export type EraDate = {
  readonly era: EraId
  readonly label: string
  readonly eraYear: number
  readonly month: number
  readonly day: number
}

/** Nothing before 1873. Unknown parts count as the end of the year or month: 2019-00-00 is 令和元年. */
export function findEraDate(date: string): EraDate | undefined {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const asked = [year, month === 0 ? 12 : month, day === 0 ? 31 : day]
  const text = asked.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-')
  const era = eras.find(({ from }) => from <= text)
  return era && { era: era.id, label: era.label, eraYear: year - era.offset, month, day }
}

export function findEra(id: string): (typeof eras)[number] | undefined {
  return eras.find((era) => era.id === id)
}
