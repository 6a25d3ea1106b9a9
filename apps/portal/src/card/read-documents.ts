import { AppError } from '@madoguchi/kit'
import { replaceUnseen } from '@madoguchi/pki'
import { type FormFile, readFormFiles } from '@madoguchi/server'
import type { Visit } from '../shell/visit.ts'
import type { NamedFile } from './verify-files.ts'
import { cardWords } from './words.ts'

/** The documents of a form, named for people. Throws BODY_MALFORMED. */
export async function readDocuments({ c, frame }: Visit): Promise<readonly NamedFile[]> {
  const contentType = c.req.header('content-type') ?? ''
  const body = new Uint8Array(await c.req.arrayBuffer())
  const files = await readFormFiles({ contentType, body, field: 'document' })
  if (!files.ok) throw new AppError('BODY_MALFORMED', 'A form with files.')
  const { unnamed } = cardWords(frame).verify
  return files.value.map((file, i) => ({ name: showName(file) ?? unnamed(i + 1), bytes: file.bytes }))
}

const nameLengthMax = 60

/** Whoever named the file may be a stranger to who looks at it: on one line, without what is not seen, and not endless. */
function showName({ name }: FormFile): string | undefined {
  const seen = replaceUnseen(name.slice(-1_000).replace(/^.*[/\\]/s, ''), ' ')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  const characters = Array.from(seen)
  if (characters.length === 0) return undefined
  return characters.length > nameLengthMax ? `${characters.slice(0, nameLengthMax).join('')}…` : seen
}
