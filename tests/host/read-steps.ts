import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The checkout, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a page says to do next, and what is to be seen then. */
export type Step = {
  readonly script: string
  /** The page says that it fails: its block is marked `sh fails`. */
  readonly isToFail: boolean
  /** Lines of the blocks marked `text` that follow; `…` stands for anything within a line. */
  readonly seen: readonly string[]
}

const block = /^```(\w*)(.*)\n([\s\S]*?)^```$/gm

/** The blocks of a page that are marked `sh`, in their order, word by word. Those marked `bash` depend on a machine. */
export async function readSteps(page: string): Promise<Step[]> {
  const steps: { script: string; isToFail: boolean; seen: string[] }[] = []
  for (const [, language, words = '', text = ''] of (await readFile(`${root}${page}`, 'utf8')).matchAll(block)) {
    if (language === 'sh') steps.push({ script: text, isToFail: words.trim() === 'fails', seen: [] })
    if (language === 'text') steps.at(-1)?.seen.push(...text.split('\n').filter((line) => line.trim() !== ''))
  }
  return steps
}
