import { fileURLToPath } from 'node:url'

/** What a browser's starter runs: the entry of this very program. */
export const programEntry: string = fileURLToPath(new URL('main.ts', import.meta.url))
