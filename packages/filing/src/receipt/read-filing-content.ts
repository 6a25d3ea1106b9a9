import type { Bytes } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import type { MessageBody } from '@madoguchi/messages'
import { messages, readContent } from '@madoguchi/messages'

type FilingContent = {
  readonly portal: string
  readonly agency: string
  readonly body: MessageBody<'filing'>
  /** By which the agency's events are bound to it. */
  readonly digest: string
}

/** The content of a `filing` without anybody's signature; undefined where it is none. */
export function readFilingContent(bytes: Bytes): FilingContent | undefined {
  const content = readContent(bytes)
  if (!content.ok || content.value.name !== 'filing') return undefined
  const { from, to, body } = content.value
  try {
    const said = messages.filing.body.parse(JSON.parse(utf8.decode(body)))
    return { portal: from, agency: to, body: said, digest: base64url.encode(sha256(bytes)) }
  } catch {
    // Not UTF-8, not JSON, not a filing.
    return undefined
  }
}
