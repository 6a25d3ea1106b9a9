import { readdir, readFile, stat } from 'node:fs/promises'
import { sha256, utf8 } from '@madoguchi/kit'

export type User = { readonly uid: number; readonly gid: number }

/** Numbers that no distribution and no service manager gives to anybody (systemd, "Users, Groups, UIDs and GIDs"). */
const first = 60_578
const count = 606

/**
 * A user for one data folder that root starts a server on: a number without a name, the same for the same folder, so that
 * nobody else's processes run as it, as they do as `nobody`. Undefined where the system has no such number for us.
 */
export async function findOwnUser(dataFolder: string): Promise<User | undefined> {
  if (process.platform !== 'linux') return undefined
  const taken = new Set([...(await listNamed()), ...(await listRunning())])
  const at = new DataView(sha256(utf8.encode(dataFolder)).buffer).getUint32(0) % count
  const maps = await readFile('/proc/self/uid_map', 'utf8')
  for (let step = 0; step < count; step++) {
    const uid = first + ((at + step) % count)
    if (!taken.has(uid) && isMapped(maps, uid)) return { uid, gid: uid }
  }
  return undefined
}

/** Whether this number means anybody here: in a container only some do. */
function isMapped(maps: string, uid: number): boolean {
  return maps
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .some(([from = 0, , length = 0]) => uid >= from && uid < from + length)
}

async function listNamed(): Promise<number[]> {
  return (await readFile('/etc/passwd', 'utf8')).split('\n').map((row) => Number(row.split(':')[2]))
}

async function listRunning(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  // One that ended meanwhile is nobody's.
  const owners = await Promise.all(pids.map((pid) => stat(`/proc/${pid}`).catch(() => undefined)))
  return owners.flatMap((found) => (found === undefined ? [] : [found.uid]))
}
