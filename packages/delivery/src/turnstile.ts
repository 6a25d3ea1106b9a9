/** Lets so many of one name in at a time; the place is free again when it is disposed. Nobody waits. */
export type Turnstile = {
  /** Undefined when all of this name's places are taken. */
  enter(name: string): Disposable | undefined
}

/** `places` of one name: as many for each, or by how many of all names are taken. */
export function makeTurnstile(places: number | ((takenInAll: number) => number)): Turnstile {
  const taken = new Map<string, number>()
  let size = 0
  return {
    enter(name) {
      const before = taken.get(name) ?? 0
      if (before >= (typeof places === 'number' ? places : places(size))) return undefined
      taken.set(name, before + 1)
      size += 1
      return {
        [Symbol.dispose]() {
          size -= 1
          const left = (taken.get(name) ?? 1) - 1
          if (left > 0) taken.set(name, left)
          else taken.delete(name)
        },
      }
    },
  }
}
