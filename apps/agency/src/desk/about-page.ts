import { html, renderPage, renderSection } from '@madoguchi/ui'
import type { DeskFrame } from './frame.ts'
import { deskWords } from './words.ts'

/** Where the links of the footer lead: what this is for, what is kept of its officers, whom to ask. */
export function addAboutPage({ app, site }: Pick<DeskFrame, 'app' | 'site'>): void {
  const { about } = deskWords
  const main = Object.entries(about.parts).map(([id, { heading, body }]) =>
    renderSection({ id, heading, body: body.map((line) => html`<p>${line}</p>`) }),
  )
  app.get('/about', (c) => c.html(renderPage({ site, title: about.title, main, width: 'dense' }).toString()))
}
