import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { lchown, readdir, readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '@madoguchi/kit'
import { ignoreMissing } from '@madoguchi/kit/files'
import type { ClusterFolder } from './data-folder.ts'
import type { User } from './own-user.ts'
import { findOwnUser } from './own-user.ts'

/**
 * PostgreSQL refuses to run as root. As an ordinary user it runs as that user. As root it runs
 * - as a user of its own that no other program runs as, wherever other users can reach the data folder; where the system
 *   has none for us, as `nobody`;
 * - otherwise (a folder below /root) in a user namespace of its own, where root's files stay reachable by their owner
 *   but root's powers are gone.
 * A user without a name in /etc/passwd (`docker run --user 1234`) is refused by initdb, and gets a namespace, too, where
 * there is one.
 * An existing cluster keeps the way it was made: its owner says which. One that is `nobody`'s is handed over to a user of its own.
 */
export type RunAs =
  | { readonly way: 'self' }
  /** `maker`: as whom initdb runs, which wants a name; without one it runs in a namespace, where everybody is `nobody`. */
  | { readonly way: 'user'; readonly uid: number; readonly gid: number; readonly maker?: User }
  | { readonly way: 'namespace' }

export async function chooseRunAs(folder: ClusterFolder): Promise<RunAs> {
  const uid = process.getuid?.()
  const owner = await findOwner(folder.cluster)
  if (uid !== 0) {
    if (owner !== undefined && uid !== undefined && owner.uid !== uid) throw notReachable(folder)
    return { way: hasName() || !(await hasNamespaces()) ? 'self' : 'namespace' }
  }
  const nobody = await findNobody()
  const isNew = owner === undefined || owner.uid === nobody?.uid
  const own = isNew ? await findOwnUser(folder.root) : undefined
  const user = own ?? owner ?? nobody
  if (user !== undefined && user.uid !== 0 && (await canReach(folder.root, user.uid))) {
    const needsMaker = own !== undefined && nobody !== undefined && !(await hasNamespaces(own))
    return { way: 'user', ...user, ...(needsMaker ? { maker: nobody } : {}) }
  }
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

async function findOwner(path: string): Promise<User | undefined> {
  const found = await stat(path).catch(ignoreMissing)
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid }
}

/** Gives a folder and all in it to a user. */
export async function giveTree(path: string, { uid, gid }: User): Promise<void> {
  for (const entry of await readdir(path, { recursive: true })) await lchown(join(path, entry), uid, gid)
  await lchown(path, uid, gid)
}

/** Whether a cluster that is there belongs to another than its server is to run as: one that `nobody` had. */
export async function isToBeHandedOver(folder: ClusterFolder, runAs: RunAs): Promise<boolean> {
  const owner = await findOwner(folder.cluster)
  return runAs.way === 'user' && owner !== undefined && owner.uid !== runAs.uid
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    // Node has no other way to say that there is no such user.
    return false
  }
}

async function findNobody(): Promise<User | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((row) => row.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':').map(Number) ?? []
  // macOS writes -2 for the highest but one.
  return uid === undefined || gid === undefined ? undefined : { uid: uid >>> 0, gid: gid >>> 0 }
}

async function hasNamespaces(user?: User): Promise<boolean> {
  const child = spawn('unshare', ['-U', 'true'], { stdio: 'ignore', env: childEnv, ...user })
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

function notReachable(folder: ClusterFolder): AppError {
  return new AppError(
    'DB_FOLDER_NOT_WRITABLE',
    `The database in ${folder.root} belongs to a user that this process cannot act for; start Madoguchi as the user who made it.`,
  )
}
