import assert from 'node:assert/strict'
import { run } from 'madoguchi'

/** `madoguchi …` in this process: the same commands as an operator's, without a Node for each. Gives what it printed. */
export async function madoguchi(
  words: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<string> {
  let out = ''
  let err = ''
  const status = await run(words, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    signal,
    readStdin: async () => '',
    isTerminal: false,
    environment: {},
  })
  assert.equal(status, 0, `${words.join(' ')}\n${out}${err}`)
  return out
}
