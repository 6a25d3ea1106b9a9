import { receiptNumberOf } from '@madoguchi/filing'
import { formatDateTime, html, renderEmptyState, renderLinkButton, renderProgressList } from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession } from '../shell/visit.ts'
import { describeStanding } from './describe-filing.ts'
import { noteLooked } from './filings.ts'
import { type FilingSource, listFilings } from './read-filings.ts'
import { applyWords } from './words.ts'

export const filingsPath = '/filings'

/** 申請状況: what was sent, newest first. */
export function addFilings(routes: PageRoutes, reading: FilingSource): void {
  routes.get(filingsPath, async (visit) => {
    const words = applyWords(visit.frame)
    const copy = words.filings
    const session = demandSession(visit)
    await noteLooked(reading.db.kysely, session)
    const filings = await listFilings(reading, session)
    const rows = filings.map((one) => {
      const { filing, about, sent } = one
      const standing = describeStanding(one, visit.frame)
      const title = about === undefined ? copy.otherVault : copy.of(about.procedure.title, about.municipality.name)
      return {
        title,
        href: `${filingsPath}/${filing}`,
        status: about === undefined ? ({ tone: 'neutral', label: words.states.sent.label } as const) : standing,
        agency: `${copy.number} ${receiptNumberOf(filing)}`,
        since: copy.sentAt(formatDateTime(sent.sentAt)),
        about: about === undefined ? copy.otherVaultBody : standing.next,
      }
    })
    const main =
      rows.length === 0
        ? [
            renderEmptyState({
              heading: copy.noneHeading,
              body: copy.noneBody,
              action: renderLinkButton({ label: copy.noneAction, href: '/procedures' }),
            }),
          ]
        : [html`<p class="lead">${copy.lead}</p>`, renderProgressList({ rows })]
    return replyPage(visit, renderFrame(visit, { title: copy.title, main }))
  })
}
