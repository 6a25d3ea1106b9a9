import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@madoguchi/kit'
import type { Command } from '@madoguchi/party'
import { configOption, parseListen, readSource, textOf, usageError } from '@madoguchi/party'

const pollMs = 250
const timeoutMs = 5000

export const health: Command = {
  name: 'health',
  summary: 'ask the program of a config file whether it is ready; status 1 when it is not',
  examples: ['madoguchi health --config core.env --wait 30'],
  options: {
    config: configOption,
    wait: { type: 'string', value: 'SECONDS', help: 'how long it may take to become ready (default: 0)' },
  },
  async run(values, { environment, out, signal }) {
    const seconds = Number(textOf(values, 'wait') ?? '0')
    if (!(seconds >= 0 && seconds <= 3600)) throw usageError('--wait には 0 から 3600 の秒数を指定してください。')
    const source = await readSource(textOf(values, 'config'), environment)
    const { host, port } = readInternal(source.MADOGUCHI_INTERNAL_LISTEN)
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/health/ready`
    const until = performance.now() + seconds * 1000
    for (;;) {
      const answer = await look(url)
      if (answer?.isReady === true) {
        out(`${answer.text}\n`)
        return 0
      }
      if (performance.now() >= until || signal.aborted)
        throw new AppError(
          'NOT_READY',
          answer === undefined
            ? `${url} で何も答えません。プログラムを始めるか、終わった理由をログで確かめてください。`
            : `プログラムは動いていますが、まだ働けません。(NOT_READY)\n${answer.text}`,
        )
      await sleep(pollMs)
    }
  },
}

function readInternal(text: string | undefined) {
  try {
    return parseListen(text ?? '')
  } catch {
    // The sentence says what it should be.
    throw new AppError('CONFIG_INVALID', 'MADOGUCHI_INTERNAL_LISTEN は HOST:PORT の形にしてください。(CONFIG_INVALID)')
  }
}

/** Undefined when nothing answers. */
async function look(url: string): Promise<{ isReady: boolean; text: string } | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    return { isReady: response.status === 200, text: await response.text() }
  } catch {
    // Not there yet, or not there at all: whoever asked waits or hears so.
    return undefined
  }
}
