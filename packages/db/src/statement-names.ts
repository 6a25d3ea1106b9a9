/** Gives statements names, by which PostgreSQL plans them once a connection instead of at every run. */
export type StatementNames = {
  /** The statement's name, or undefined while it is not worth one. */
  find(text: string): string | undefined
}

// As other drivers do (pgjdbc's prepareThreshold): what runs once or twice is not kept.
const runsUntilNamed = 3
const namedMax = 256
const countedMax = 4096

/** For all connections of one pool. Statements whose text changes with every list of values never fill it up. */
export function makeStatementNames(): StatementNames {
  const names = new Map<string, string>()
  const runs = new Map<string, number>()
  return {
    find(text) {
      const known = names.get(text)
      if (known !== undefined || names.size >= namedMax) return known
      const count = (runs.get(text) ?? 0) + 1
      if (count < runsUntilNamed) {
        if (runs.size >= countedMax) runs.clear()
        runs.set(text, count)
        return undefined
      }
      runs.delete(text)
      const name = `madoguchi_${names.size}`
      names.set(text, name)
      return name
    },
  }
}
