import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { configText } from '@madoguchi/server'

type Text = ReturnType<typeof configText>

/** Settings that name files: read while the configuration is, so that what is wrong with them is listed with all else. */
export type ConfigFiles = {
  /** A file that anybody may read. `read` throws on what it does not take. */
  open<T>(what: string, read: (text: string) => T): ReturnType<typeof makeFileType<T>>
  /** A file that only its owner may read (0600 or 0400), or one that the service manager handed over. */
  secret<T>(what: string, read: (text: string) => T): ReturnType<typeof makeFileType<T>>
}

/**
 * `credentialsFolder` is where the service manager puts secrets (systemd's LoadCredential); it keeps others away from the
 * folder itself, and what `ls` shows of the group there is the mask of an access list.
 */
export function makeConfigFiles({ credentialsFolder }: { credentialsFolder?: string | undefined }): ConfigFiles {
  return {
    open: (what, read) => makeFileType({ what, read, isSecret: false, credentialsFolder }),
    secret: (what, read) => makeFileType({ what, read, isSecret: true, credentialsFolder }),
  }
}

function makeFileType<T>(options: {
  what: string
  read: (text: string) => T
  isSecret: boolean
  credentialsFolder: string | undefined
}) {
  const { what, read, isSecret, credentialsFolder } = options
  const path: Text = configText({ lengthMax: 4096 })
  return path.transform((file, context): T => {
    const refuse = (sentence: string) => {
      context.addIssue(sentence)
      return undefined as T
    }
    let text: string
    try {
      const { mode } = statSync(file)
      const allowed = isHandedOver(file, credentialsFolder) ? 0o740 : 0o700
      if (isSecret && (mode & 0o777 & ~allowed) !== 0)
        return refuse(`names a file that others than its owner may read; it holds ${what}: chmod 0600`)
      text = readFileSync(file, 'utf8')
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      return refuse(code === 'ENOENT' ? 'names a file that is not there' : 'names a file that cannot be read')
    }
    try {
      return read(text)
    } catch {
      // What is wrong inside could quote a secret: what it should be is enough to know.
      return refuse(`names a file that does not hold ${what}`)
    }
  })
}

function isHandedOver(file: string, folder: string | undefined): boolean {
  if (folder === undefined || !isAbsolute(file)) return false
  const inside = relative(folder, file)
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
}
