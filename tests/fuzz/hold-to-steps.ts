import type { StepCounter } from './count-steps.ts'
import type { Opened } from './target.ts'

export type Held = Opened & {
  /** Counts what was done since the last count as one input's. */
  countAlone(input: unknown): void
  /** What took more steps than it may, with where most of them were. Empty, it should be. */
  listCostly(): Promise<readonly string[]>
}

/** Counting costs more than most inputs do. */
const countedTogether = 50

/**
 * A target whose inputs are counted. Many at once: where all of them together took no more steps than one may, none did;
 * else each is tried again alone.
 */
export function holdToSteps(opened: Opened, options: { counter: StepCounter; stepsMax: number }): Held {
  const { counter, stepsMax } = options
  const costly: string[] = []
  let together: unknown[] = []
  counter.take()

  function countAlone(input: unknown): void {
    const steps = counter.take()
    if (steps <= stepsMax) return
    costly.push(`${steps} steps, most in ${counter.findBusiest()}: ${JSON.stringify(input)?.slice(0, 200)}`)
  }

  async function settle(): Promise<void> {
    const inputs = together
    together = []
    if (counter.take() <= stepsMax) return
    for (const input of inputs) {
      await opened.check(input)
      countAlone(input)
    }
  }

  return {
    ...opened,
    async check(input) {
      await opened.check(input)
      together.push(input)
      if (together.length >= countedTogether) await settle()
    },
    countAlone,
    async listCostly() {
      await settle()
      return costly
    },
  }
}
