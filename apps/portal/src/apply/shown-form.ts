import { type Html, html } from '@madoguchi/ui'
import type { Applying } from './applying.ts'
import type { KeptAttachment } from './attachments.ts'
import type { Prepared } from './prepared.ts'

type Now = { readonly applying: Applying; readonly prepared: Prepared | undefined }

/** What is not as it was shown: by its name, where it is a paper. */
export type Changed =
  | { readonly what: 'answers' | 'signature' | 'form' }
  | { readonly what: 'added' | 'removed'; readonly name: string }

/** What a page of sending shows, for its button to say: another window may change it before it is pressed. */
export function renderShownForm({ fill, attachments }: Applying, prepared: Prepared): Html {
  const said = [
    ['filing', prepared.filing],
    ['form', digestToSend(prepared)],
    ['revision', String(fill.draft.revision)],
    ...attachments.map((one) => ['paper', sayPaper(one)]),
  ]
  return html`${said.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

/** What changed since the page that was pressed; nothing where its very form would be sent. */
export function listChanged(said: URLSearchParams, { applying, prepared }: Now): readonly Changed[] {
  const { fill, attachments } = applying
  const isItsFiling = prepared !== undefined && said.get('filing') === prepared.filing
  if (isItsFiling && said.get('form') === digestToSend(prepared)) return []
  // Of a page that said nothing, nothing can be compared.
  if (isItsFiling && said.has('form')) return [{ what: 'signature' }]
  const papers = attachments.map(sayPaper)
  const shown = said.getAll('paper')
  const changed: readonly Changed[] = [
    ...(said.has('revision') && said.get('revision') !== String(fill.draft.revision)
      ? [{ what: 'answers' } as const]
      : []),
    ...attachments.flatMap((one) =>
      shown.includes(sayPaper(one)) || !said.has('revision') ? [] : { what: 'added' as const, name: one.name },
    ),
    ...shown.flatMap((one) => (papers.includes(one) ? [] : { what: 'removed' as const, name: nameIn(one) })),
  ]
  return changed.length === 0 ? [{ what: 'form' }] : changed
}

/** Base64url, of what is sent: the form with its signature, where it has one. */
export function digestToSend({ form, signed }: Prepared): string {
  return (signed ?? form).sha256
}

function sayPaper({ sha256, name }: KeptAttachment): string {
  return `${sha256} ${name}`
}

function nameIn(paper: string): string {
  return paper.slice(paper.indexOf(' ') + 1)
}
