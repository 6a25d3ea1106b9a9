#!/usr/bin/env node
// Plain JavaScript that any Node runs: Madoguchi's sources need Node 24, which npm installed beside them.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24
const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'main.ts')

function findNode() {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'win' : process.platform
  try {
    const folder = dirname(require.resolve(`node-${platform}-${process.arch}/package.json`))
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    // No such package for this machine, or it was not installed: the sentence below says what to do.
    return undefined
  }
}

if (Number(process.versions.node.split('.')[0]) >= needed) {
  await import(main)
} else {
  const node = findNode()
  if (node === undefined) {
    process.stderr.write(
      `Madoguchi needs Node ${needed} or newer (this is ${process.version}); "npm ci" brings it on Linux and Windows.\n`,
    )
    process.exit(1)
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches the whole group; a signal to this process alone is handed on.
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGINT', () => {})
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => (signal === null ? process.exit(code ?? 1) : process.kill(process.pid, signal)))
}
