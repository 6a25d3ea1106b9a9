import type { Child } from '@madoguchi/ui'
import { renderLinkButton, renderNotificationBanner } from '@madoguchi/ui'
import type { OpenedCase } from '../../cases/read-case.ts'
import type { OfficerVisit } from '../frame.ts'
import { hasRole } from '../roles.ts'
import { deskWords } from '../words.ts'

/** That a decision waits, on the page of its case; whoever may confirm it is led there. */
export function renderProposal({ by }: Pick<OfficerVisit, 'by'>, { filing, affair, proposal }: OpenedCase): Child {
  if (proposal === undefined) return ''
  const { proposal: copy } = deskWords.cases
  const isOwn = proposal.by.officer === by.officer
  const canConfirm = !isOwn && hasRole(by, affair, 'handle')
  return renderNotificationBanner({
    ...{ tone: 'info', heading: copy.waits[proposal.kind] },
    body: isOwn ? [copy.waitsBody(proposal.by.name), copy.own] : copy.waitsBody(proposal.by.name),
    ...(canConfirm
      ? { actions: [renderLinkButton({ label: copy.open, href: `/cases/${filing}/proposal`, size: 'medium' })] }
      : {}),
  })
}
