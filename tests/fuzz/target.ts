import type fc from 'fast-check'

/** What is opened for a run: inputs, and the oracle that throws when one of them was taken the wrong way. */
export type Opened = AsyncDisposable & {
  /** As large as they may be, or what is refused for its size: here it shows what an input's length costs. */
  readonly large: readonly unknown[]
  /** JSON values only, so that a failing one can be kept in a file. */
  readonly inputs: fc.Arbitrary<unknown>
  check(input: unknown): void | Promise<void>
}

export type Target = {
  readonly name: string
  /** How many inputs the short form in `npm test` tries. */
  readonly shortRuns: number
  /** One input may take so long in the long form, where it took so long three times in turn. */
  readonly msMax: number
  /** One input may take so many steps of ours, the large ones too (see count-steps.ts): in `npm test`, on any machine. */
  readonly stepsMax: number
  open(): Promise<Opened>
}

/** A target whose oracle needs nothing but the input. `I` is what the generator makes, and what a case file must hold. */
export function makeTarget<I>(options: {
  name: string
  shortRuns: number
  msMax: number
  stepsMax: number
  open(): Promise<{
    large: readonly I[]
    inputs: fc.Arbitrary<I>
    check(input: I): void | Promise<void>
    close?(): PromiseLike<void>
  }>
}): Target {
  const { name, shortRuns, msMax, stepsMax } = options
  return {
    name,
    shortRuns,
    msMax,
    stepsMax,
    async open() {
      const { large, inputs, check, close } = await options.open()
      return {
        large,
        inputs,
        check: (input) => check(input as I),
        async [Symbol.asyncDispose]() {
          await close?.()
        },
      }
    },
  }
}
