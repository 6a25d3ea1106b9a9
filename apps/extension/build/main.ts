import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildExtension } from './build-extension.ts'

// npm run build:extension                      for the sandbox of this computer
// npm run build:extension -- --portals FILE    for an operator's own sites
const { values } = parseArgs({ options: { portals: { type: 'string' } } })
const outputFolder = fileURLToPath(new URL('../dist/', import.meta.url))
const { folder, zipFile, files } = await buildExtension({ outputFolder, portalsFile: values.portals })
console.log(`${files} files\n${relative('', folder)}\n${relative('', zipFile)}`)
