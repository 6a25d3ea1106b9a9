import { fileURLToPath } from 'node:url'
import type { ProgramName } from '@madoguchi/party'
import { bundleProgram } from './bundle-program.ts'

export const programNames = ['core', 'registry', 'agency', 'portal'] as const satisfies readonly ProgramName[]

export type BuiltProgram = {
  readonly name: ProgramName
  readonly file: string
  /** Paths of all sources that were read for it. */
  readonly loaded: readonly string[]
  /** Paths of those of which something is in it. */
  readonly sources: readonly string[]
  /** Entries of the threads that it starts. */
  readonly workers: readonly string[]
}

/**
 * One file for each program that a service runs, `core.mjs` and so on in the folder, and one beside them for each thread
 * that one of them starts, `read-crl.worker.mjs` and so on.
 */
export function buildPrograms(folder: string): Promise<BuiltProgram[]> {
  return Promise.all(
    programNames.map(async (name) => {
      const entry = fileURLToPath(new URL(`../../apps/${name}/src/main.ts`, import.meta.url))
      const file = `${folder}/${name}.mjs`
      return { name, file, ...(await bundleProgram({ entry, outputFile: file })) }
    }),
  )
}
