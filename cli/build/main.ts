import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPrograms } from './build-programs.ts'

// npm run build:programs    core, registry, agency and portal, a file each, in cli/dist
const folder = fileURLToPath(new URL('../dist', import.meta.url))
for (const { file, sources } of await buildPrograms(folder)) {
  const { size } = await stat(file)
  console.log(`${relative('', file)}  ${size} bytes of ${sources.length} sources`)
}
