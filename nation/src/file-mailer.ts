import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@madoguchi/kit'
import { writeWhole } from '@madoguchi/kit/files'
import type { Mailer } from '@madoguchi/portal'
import type { DataFolder } from './data-folder.ts'

/** The sandbox sends no mail: it puts each into a file under `mail/`, where whoever tries the demo can read it. */
export function makeFileMailer(folder: DataFolder, clock: Clock): Mailer {
  let count = 0
  return {
    async send({ to, subject, text }) {
      const path = join(folder.root, 'mail')
      await mkdir(path, { recursive: true, mode: 0o700 })
      const name = `${clock.now().toISOString().replaceAll(':', '')}-${++count}.txt`
      await writeWhole({ path: join(path, name), data: `To: ${to}\nSubject: ${subject}\n\n${text}\n` })
    },
  }
}
