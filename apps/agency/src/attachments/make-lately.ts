/** The latest few of something, so that what is asked for twice is made once. */
type Lately<T> = {
  find(key: string): T | undefined
  keep(key: string, value: T): void
}

export function makeLately<T>(max: number): Lately<T> {
  const kept = new Map<string, T>()
  return {
    find: (key) => kept.get(key),
    keep(key, value) {
      kept.delete(key)
      kept.set(key, value)
      const [oldest] = kept.keys()
      if (kept.size > max && oldest !== undefined) kept.delete(oldest)
    },
  }
}
