import { html, renderDateTime, renderTable } from '@madoguchi/ui'
import type { Ground } from '../shell/ground.ts'
import { listActions, type OperatorAction } from './actions.ts'
import { addDeskPage, type Desk, type DeskVisit, renderCode, replyDesk } from './desk.ts'
import { operatorWords } from './words.ts'

/** What was done here, and by whom. */
export function addDeskActions(desk: Desk, { db }: Pick<Ground, 'db'>): void {
  addDeskPage(desk, '/actions', async (visit) => replyActions(visit, await listActions({ db })))
}

function replyActions(visit: DeskVisit, actions: readonly OperatorAction[]): Response {
  const { desk: copy, acts } = operatorWords(visit.reader)
  const list =
    actions.length === 0
      ? html`<p>${copy.actionsNone}</p>`
      : renderTable({
          id: 'actions',
          caption: copy.actions,
          hidesCaption: true,
          density: 'dense',
          columns: [
            { label: copy.at, isRowHeader: true },
            { label: copy.by },
            { label: copy.what },
            { label: copy.reference },
            { label: copy.code },
          ],
          rows: actions.map(({ at, by, what, reference, code }) => [
            renderDateTime(at),
            by,
            acts[what],
            renderCode(reference),
            renderCode(code),
          ]),
        })
  return replyDesk(visit, { title: copy.actions, main: [html`<p>${copy.actionsLead}</p>`, list] })
}
