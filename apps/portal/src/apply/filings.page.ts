import { receiptNumberOf } from '@madoguchi/filing'
import type { Child } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButtonGroup,
  renderEmptyState,
  renderLinkButton,
  renderProgressList,
} from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { describeStanding } from './describe-filing.ts'
import { noteLooked } from './filings.ts'
import { type FilingSource, listFilings, pageFilings } from './read-filings.ts'
import { applyWords } from './words.ts'

export const filingsPath = '/filings'

/** 申請状況: what was sent, newest first. */
export function addFilings(routes: PageRoutes, reading: FilingSource): void {
  routes.get(filingsPath, async (visit) => {
    const words = applyWords(visit.frame)
    const copy = words.filings
    const session = demandSession(visit)
    const before = visit.url.searchParams.get('before') ?? undefined
    const page = await pageFilings(reading, session, before)
    await noteLooked(reading.db.kysely, { account: session.account, filings: page.filings })
    const filings = await listFilings(reading, session, page.filings)
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
        : [
            html`<p class="lead">${copy.lead}</p>`,
            renderProgressList({ rows }),
            renderFurther({ older: page.older, before }, visit.frame),
          ]
    return replyPage(visit, renderFrame(visit, { title: copy.title, main }))
  })
}

/** Where a page does not show all: the way to what is older, and back to the newest. */
function renderFurther(at: { older: string | undefined; before: string | undefined }, reader: Reader): Child {
  const copy = applyWords(reader).filings
  const { older, before } = at
  const link = (label: string, href: string) => renderLinkButton({ label, href, kind: 'outline', size: 'medium' })
  const links = [
    ...(older === undefined ? [] : [link(copy.older, `${filingsPath}?before=${older}`)]),
    ...(before === undefined ? [] : [link(copy.newest, filingsPath)]),
  ]
  return links.length === 0 ? '' : renderButtonGroup(links)
}
