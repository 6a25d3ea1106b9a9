import assert from 'node:assert'
import { type Bytes, hex } from '@madoguchi/kit'
import type { Transmit } from './exchange.ts'

/** A recorded conversation: hexadecimal, spaces allowed. The form of `protocol/vectors/card/conversation`. */
export type ScriptVector = {
  readonly exchanges: readonly { readonly command: string; readonly answer: string; readonly comment?: string }[]
}

/**
 * A card that says only what was recorded. A command out of order, or one byte different, fails with the number of the
 * exchange and of the byte. `finish` asserts that nothing is left unsaid.
 */
export function makeScript(vector: ScriptVector): { transmit: Transmit; finish: () => void } {
  let at = 0
  return {
    async transmit(command) {
      const step = vector.exchanges[at++]
      assert(step, `exchange ${at}: the script has only ${vector.exchanges.length}`)
      assertSame(command, hex.decode(step.command), `exchange ${at}${step.comment ? ` (${step.comment})` : ''}`)
      return hex.decode(step.answer)
    },
    finish() {
      assert.equal(at, vector.exchanges.length, `only ${at} of ${vector.exchanges.length} exchanges took place`)
    },
  }
}

function assertSame(actual: Bytes, expected: Bytes, where: string): void {
  const length = Math.max(actual.length, expected.length)
  for (let at = 0; at < length; at++) {
    if (actual[at] === expected[at]) continue
    assert.fail(`${where}, byte ${at}: the script has ${show(expected[at])}, the command ${show(actual[at])}`)
  }
}

function show(byte: number | undefined): string {
  return byte === undefined ? 'nothing' : hex.encode(Uint8Array.of(byte))
}
