import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildHost } from './build-host.ts'

// npm run build:host    a .deb that carries its own Node, in apps/card-host/dist
const outputFolder = fileURLToPath(new URL('../dist/', import.meta.url))
const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? Number.NaN)
const { file, sizeBytes, sha256 } = await buildHost({
  outputFolder,
  ...(epoch > 0 ? { at: new Date(epoch * 1000) } : {}),
})
console.log(`${relative('', file)}\n${sizeBytes} bytes\nSHA-256 ${sha256}`)
