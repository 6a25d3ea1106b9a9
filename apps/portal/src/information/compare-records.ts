import type { DescribedRow } from '@madoguchi/facts'
import type { ShownAnswer } from './open-answers.ts'

export type ComparedRow = {
  readonly row: DescribedRow
  /** The same field of the record before, where there is one. */
  readonly before: DescribedRow | undefined
  /** Zero, or not set, now and before: worth a line, but not the first one. */
  readonly isEmpty: boolean
}

export type ComparedGroup = {
  readonly recordKey: string
  readonly recordHeading: string
  readonly beforeHeading: string | undefined
  readonly heading: string | undefined
  readonly rows: readonly ComparedRow[]
}

type Trend = {
  readonly label: string
  readonly bars: readonly { readonly heading: string; readonly value: number; readonly text: string }[]
  /** Newest minus the one before, in yen. */
  readonly difference: number
}

type Compared = Pick<ShownAnswer, 'layout' | 'described'>

/**
 * An answer as a page shows it: yearly records newest first with the year before beside each row; records that are
 * no years one after the other.
 */
export function compareRecords({ layout, described }: Compared): readonly ComparedGroup[] {
  const isYearly = layout?.recordKey === 'fiscal-year'
  const byRecord = Map.groupBy(described.groups, ({ recordKey }) => recordKey)
  const keys = [...byRecord.keys()]
  if (isYearly) keys.sort((a, b) => Number(b) - Number(a))
  // Of yearly records the newest stands with the one before; older ones are in the file to keep.
  const shown = isYearly ? keys.slice(0, 1) : keys
  return shown.flatMap((key) => {
    const beforeKey = isYearly ? keys[1] : undefined
    const beforeGroups = beforeKey === undefined ? [] : (byRecord.get(beforeKey) ?? [])
    const before = new Map(beforeGroups.flatMap(({ rows }) => rows).map((row) => [row.fieldId, row]))
    return (byRecord.get(key) ?? []).map((group) => ({
      recordKey: key,
      recordHeading: group.recordHeading,
      beforeHeading: beforeGroups[0]?.recordHeading,
      heading: group.heading,
      rows: group.rows.map((row) => {
        const other = before.get(row.fieldId)
        return { row, before: other, isEmpty: hasNothing(row) && (other === undefined || hasNothing(other)) }
      }),
    }))
  })
}

/** The first sum in yen that two or more years have, oldest first; undefined where years cannot be compared. */
export function findTrend({ layout, described }: Compared): Trend | undefined {
  if (layout?.recordKey !== 'fiscal-year') return undefined
  const rows = described.groups.flatMap(({ recordKey, recordHeading, rows }) =>
    rows.map((row) => ({ recordKey, recordHeading, row })),
  )
  const sum = rows.find(({ row }) => row.kind === 'yen' && row.label.includes('合計'))
  if (sum === undefined) return undefined
  const bars = rows
    .filter(({ row }) => row.fieldId === sum.row.fieldId && typeof row.raw === 'number' && row.raw >= 0)
    .sort((a, b) => Number(a.recordKey) - Number(b.recordKey))
    .map(({ recordHeading, row }) => ({ heading: recordHeading, value: Number(row.raw), text: row.text }))
  const [newest, before] = [bars.at(-1), bars.at(-2)]
  if (newest === undefined || before === undefined) return undefined
  return { label: sum.row.label, bars, difference: newest.value - before.value }
}

function hasNothing({ raw }: DescribedRow): boolean {
  return raw === 0 || typeof raw === 'object'
}
