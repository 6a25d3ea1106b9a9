import { AppError } from '@madoguchi/kit'
import { type FormFile, readFormFiles } from '@madoguchi/server'
import type { Visit } from '../shell/visit.ts'

/** The one file of a form, in the field that is called `attachment`; the first, where a program sends more. Throws BODY_MALFORMED. */
export async function readUpload({ c }: Pick<Visit, 'c'>): Promise<FormFile | undefined> {
  const contentType = c.req.header('content-type') ?? ''
  const body = new Uint8Array(await c.req.arrayBuffer())
  const files = await readFormFiles({ contentType, body, field: 'attachment' })
  if (!files.ok) throw new AppError('BODY_MALFORMED', 'A form with a file.')
  return files.value[0]
}
