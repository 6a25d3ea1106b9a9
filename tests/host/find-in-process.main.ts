import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findInProcess } from './find-in-process.ts'

// node tests/host/find-in-process.main.ts FOLDER…
//
// Of each party's folder: where its running program (`pid`) has the passwords of its two database URLs.
for (const folder of process.argv.slice(2)) {
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8'))
  for (const name of ['database-owner-url', 'database-url']) {
    const { password } = new URL((await readFile(join(folder, name), 'utf8')).trim())
    const found = await findInProcess(pid, [password])
    process.stdout.write(`${folder}/${name} in its process: ${found.join(', ') || 'nowhere'}\n`)
  }
}
