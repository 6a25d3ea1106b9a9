import { chown, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, hex, sha256, utf8 } from '@madoguchi/kit'
import type { RunAs } from './run-as.ts'
import { canReach } from './run-as.ts'

/** The path of a unix socket is limited to 103 bytes (macOS) or 107 (Linux). */
const socketPathBytesMax = 100
const socketName = '/.s.PGSQL.5432.lock'

/**
 * A folder for the socket with a short path, always the same for one data folder and one user. It stands in a folder
 * where anyone may write, so owner and mode are checked, without following links, before it is trusted.
 */
export async function makeSocketFolder(dataFolder: string, runAs: RunAs): Promise<string> {
  const uid = runAs.way === 'user' ? runAs.uid : (process.getuid?.() ?? 0)
  const name = `madoguchi-${hex.encode(sha256(utf8.encode(`${uid} ${dataFolder}`))).slice(0, 12)}`
  const path = join(await chooseBaseFolder(name, uid), name)
  try {
    await mkdir(path, { mode: 0o700 })
    if (runAs.way === 'user') await chown(path, runAs.uid, runAs.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = await lstat(path)
  // Root makes the folder first and gives it away after: a kill between the two leaves it with root.
  if (runAs.way === 'user' && found.isDirectory() && found.uid === 0) await chown(path, runAs.uid, runAs.gid)
  else if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) throw notOurs(path)
  return path
}

async function chooseBaseFolder(name: string, uid: number): Promise<string> {
  const base = tmpdir()
  const isShort = Buffer.byteLength(join(base, name) + socketName) <= socketPathBytesMax
  return isShort && (await canReach(base, uid)) ? base : '/tmp'
}

function notOurs(path: string): AppError {
  return new AppError(
    'DB_SOCKET_FOLDER_NOT_OURS',
    `The folder ${path} exists but belongs to somebody else or is open to others; have it removed.`,
  )
}
