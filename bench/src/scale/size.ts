/** How large a network's databases are made before it is measured. */
export type Size = { readonly residents: number; readonly records: number }

const small: Size = { residents: 1_000, records: 10_000 }
const middle: Size = { residents: 100_000, records: 1_000_000 }
const large: Size = { residents: 1_000_000, records: 10_000_000 }

/** Smallest first. The large one takes half an hour to fill and 31 GB of disk. */
export function chooseSizes({ isLarge }: { isLarge: boolean }): readonly Size[] {
  return isLarge ? [small, middle, large] : [small, middle]
}

/** `10k`, `1M`, for the names of rows. */
export function nameCount(count: number): string {
  return count >= 1_000_000 ? `${count / 1_000_000}M` : `${count / 1_000}k`
}
