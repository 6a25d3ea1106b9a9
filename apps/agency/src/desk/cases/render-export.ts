import type { Html } from '@madoguchi/ui'
import { renderButtonGroup, renderLinkButton, renderSection } from '@madoguchi/ui'
import { deskWords } from '../words.ts'

export const exportKinds = ['zip', 'json', 'csv'] as const

/** The ways to take a case along. */
export function renderExport(filing: string): Html {
  const { exports: words } = deskWords.cases
  const links = exportKinds.map((kind) =>
    renderLinkButton({
      ...{ label: words.kinds[kind], href: `/cases/${filing}/export.${kind}`, kind: 'outline', size: 'medium' },
    }),
  )
  return renderSection({ id: 'export', heading: words.title, lead: words.lead, body: renderButtonGroup(links) })
}
