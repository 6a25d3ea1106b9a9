import { existsSync, globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deliveryLimits } from '@madoguchi/delivery'
import type { OldLimit } from './old-limit.fixture.ts'

const source = new URL('../', import.meta.url)

/** Each limit with one line of the source as it was once, and the file that tests it, from the root of the checkout. */
export async function listOldLimits(): Promise<
  readonly (OldLimit & { readonly row: string; readonly test: string })[]
> {
  const paths = globSync('*/old-limits.fixture.ts', { cwd: fileURLToPath(source) }).sort()
  const all = await Promise.all(
    paths.map(async (path) => {
      const { oldLimits } = (await import(new URL(path, source).href)) as {
        oldLimits: Readonly<Record<string, OldLimit>>
      }
      const test = path.replace('old-limits.fixture.ts', 'limits.test.ts')
      return Object.entries(oldLimits).map(([row, old]) => ({
        ...old,
        row,
        test: Object.hasOwn(deliveryLimits, row) ? 'packages/delivery/src/limits.test.ts' : `apps/portal/src/${test}`,
      }))
    }),
  )
  return all.flat().filter(({ test }) => existsSync(new URL(`../../../${test}`, source)))
}
