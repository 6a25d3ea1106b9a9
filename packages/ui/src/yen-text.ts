import assert from 'node:assert/strict'

/** `1,234,567円`; a loss is `-1,234円`. Whole yen only: a sum with a fraction is a mistake of ours. */
export function formatYen(yen: number | bigint): string {
  assert(typeof yen === 'bigint' || Number.isSafeInteger(yen), 'whole yen')
  return `${new Intl.NumberFormat('ja-JP').format(yen)}円`
}
