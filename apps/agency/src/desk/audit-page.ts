import { html, renderLinkButton, renderTable } from '@madoguchi/ui'
import { auditPageLines, listLines } from './audit.ts'
import { addDeskPage, type DeskFrame, demandThere } from './frame.ts'
import type { DeskNames } from './names.ts'
import { renderMoment } from './render-moment.ts'
import { listAffairs } from './roles.ts'
import { deskWords } from './words.ts'

/** 操作の記録: who looked at what and did what, in the affairs whose records this officer reads. That they read it is a line, too. */
export function addAuditPage(desk: DeskFrame, names: DeskNames): void {
  const { audit: copy } = deskWords
  addDeskPage(desk, '/audit', async ({ c, by }) => {
    const affairs = listAffairs(by, ['records'])
    demandThere(affairs[0])
    const before = /^[1-9]\d{0,14}$/.exec(c.req.query('before') ?? '')?.[0]
    const lines = await listLines(desk.ground.db.kysely, {
      affairs,
      before: before === undefined ? undefined : Number(before),
    })
    const table = renderTable({
      ...{ id: 'audit', caption: copy.title, hidesCaption: true, density: 'dense' },
      columns: [
        { label: copy.at, isRowHeader: true },
        { label: copy.by },
        { label: copy.affair },
        { label: copy.what },
        { label: copy.about },
        { label: copy.reason },
      ],
      rows: lines.map((line) => [
        renderMoment(line.at),
        names.by(line.by),
        names.affair(line.affair),
        names.act(line.what),
        [line.exchange, line.personRef, line.subject].flatMap((one) =>
          one === null ? [] : [html`<code>${one}</code> `],
        ),
        line.reason === null ? '' : names.reason(line.reason),
      ]),
    })
    const older = lines.length < auditPageLines ? undefined : lines.at(-1)?.line
    const more =
      older === undefined
        ? ''
        : renderLinkButton({ label: copy.older, href: `/audit?before=${older}`, kind: 'outline', size: 'medium' })
    return {
      title: copy.title,
      main: [html`<p>${copy.lead}</p>`, lines.length === 0 ? html`<p>${copy.none}</p>` : table, more],
      looks: affairs.map((affair) => ({ affair, what: 'audit-read' as const })),
    }
  })
}
