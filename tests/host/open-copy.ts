import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from './read-steps.ts'

const prefix = 'madoguchi-how-to-'
const leftOut = /^(node_modules|\.git|\.madoguchi|\.screenshots)(\/|$)|(^|\/)dist(\/|$)/

export type EmptyFolder = AsyncDisposable & { readonly folder: string }
export type Copy = EmptyFolder & { readonly copy: string }

/** An empty folder for somebody who follows a page. What a test left there that was killed, the next one removes. */
export async function openEmptyFolder(): Promise<EmptyFolder> {
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** A copy of the checkout as it is after `npm ci`, in which every file may be changed: its packages are those of the copy. */
export async function openCopy(): Promise<Copy> {
  await using stack = new AsyncDisposableStack()
  const { folder } = stack.use(await openEmptyFolder())
  const copy = join(folder, 'madoguchi')
  await cp(root, copy, { recursive: true, filter: (path) => !leftOut.test(relative(root, path)) })
  await linkModules(join(root, 'node_modules'), join(copy, 'node_modules'))
  const owned = stack.move()
  return { folder, copy, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Links that npm made lead to where they led within the copy; what it fetched is the checkout's. */
async function linkModules(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    const isOurs = entry.isSymbolicLink() || ['.bin', '@madoguchi'].includes(entry.name)
    if (isOurs) await cp(source, target, { recursive: true, verbatimSymlinks: true })
    else await symlink(source, target)
  }
}

async function removeAbandoned(): Promise<void> {
  const pattern = new RegExp(`^${prefix}(\\d+)-`)
  for (const name of await readdir(tmpdir())) {
    const [, pid] = pattern.exec(name) ?? []
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (failure) {
    // EPERM: somebody else's process has this number.
    return (failure as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
