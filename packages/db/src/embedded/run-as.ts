import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { AppError } from '@madoguchi/kit'
import type { DataFolder } from './data-folder.ts'

/**
 * PostgreSQL refuses to run as root. As an ordinary user it runs as that user. As root it runs
 * - as `nobody`, the right thing, wherever nobody can reach the data folder;
 * - otherwise (a folder below /root) in a user namespace of its own, where root's files stay reachable by their owner
 *   but root's powers are gone.
 * A user without a name in /etc/passwd (`docker run --user 1234`) is refused by initdb, and gets a namespace, too, where
 * there is one.
 * An existing cluster keeps the way it was made: its owner says which.
 */
export type RunAs =
  | { readonly way: 'self' }
  | { readonly way: 'user'; readonly uid: number; readonly gid: number }
  | { readonly way: 'namespace' }

export async function findRunAs(folder: DataFolder): Promise<RunAs> {
  const uid = process.getuid?.()
  const owner = await findOwner(folder.cluster)
  if (uid !== 0) {
    if (owner !== undefined && uid !== undefined && owner.uid !== uid) throw notReachable(folder)
    return { way: hasName() || !(await hasNamespaces()) ? 'self' : 'namespace' }
  }
  const user = owner ?? (await findNobody())
  if (user !== undefined && user.uid !== 0 && (await canReach(folder.root, user.uid))) return { way: 'user', ...user }
  if (owner !== undefined && owner.uid !== 0) throw notReachable(folder)
  if (await hasNamespaces()) return { way: 'namespace' }
  throw new AppError(
    'DB_ROOT_NOT_POSSIBLE',
    `PostgreSQL does not run as root, and the data folder ${folder.root} is closed to other users; start Madoguchi as an ordinary user or choose a folder such as /var/lib/madoguchi.`,
  )
}

/** Whether a user who owns none of these folders may pass through them to this path. */
export async function canReach(path: string, uid: number): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid: ownerUid } = await stat(at)
    const needed = ownerUid === uid ? 0o100 : 0o001
    if ((mode & needed) === 0) return false
    if (at === dirname(at)) return true
  }
}

async function findOwner(path: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    // Node has no other way to say that there is no such user.
    return false
  }
}

async function findNobody(): Promise<{ uid: number; gid: number } | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((row) => row.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':').map(Number) ?? []
  // macOS writes -2 for the highest but one.
  return uid === undefined || gid === undefined ? undefined : { uid: uid >>> 0, gid: gid >>> 0 }
}

async function hasNamespaces(): Promise<boolean> {
  const child = spawn('unshare', ['-U', 'true'], { stdio: 'ignore', env: childEnv })
  try {
    const [code] = await once(child, 'exit')
    return code === 0
  } catch {
    // No such program: the answer is no.
    return false
  }
}

/** What our children see of the environment: nothing of ours. */
export const childEnv = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function notReachable(folder: DataFolder): AppError {
  return new AppError(
    'DB_FOLDER_NOT_WRITABLE',
    `The database in ${folder.root} belongs to a user that this process cannot act for; start Madoguchi as the user who made it.`,
  )
}
