import { breadcrumbOf } from '../fill/open-draft.ts'
import type { Reader } from '../shell/words.ts'
import type { Applying } from './applying.ts'
import { filingsPath } from './filings.page.ts'
import { pathOfFiling } from './reply-paths.ts'
import { applyWords } from './words.ts'

type Sent = Pick<Applying, 'fill' | 'answering'>

/** What the pages of signing and sending say, of a first application or of an answer to one. */
export function sendWords({ answering }: Sent, reader: Reader) {
  const { send, reply } = applyWords(reader)
  return { ...send, ...(answering && reply.send[answering.what]) }
}

/** The same for the page of papers. */
export function filesWords({ answering }: Sent, reader: Reader) {
  const { files, reply } = applyWords(reader)
  return { ...files, ...(answering && reply.files[answering.what]) }
}

/** By the procedure, or by the filing that is answered. */
export function trailOf({ fill, answering }: Sent, reader: Reader) {
  if (answering === undefined) return breadcrumbOf(fill, reader)
  const { filings, filing } = applyWords(reader)
  return [
    { label: filings.title, href: filingsPath },
    { label: filing.title(fill.procedure.title), href: pathOfFiling(answering) },
  ]
}
