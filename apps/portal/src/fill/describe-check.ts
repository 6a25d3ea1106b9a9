import type { SummaryRow } from '@madoguchi/forms'
import { countDropped, findLastDay, reachable, summarise } from '@madoguchi/forms'
import type { ApiValue } from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import { describeLeftOut, describeWrong } from './describe-draft.ts'
import { countUnreadDropped } from './list-unread.ts'
import { isWhole, listWrong } from './list-wrong.ts'
import type { OpenDraft } from './open-draft.ts'
import { explainPaper } from './rare-characters.ts'

/** What the check page says: what is missing or wrong, and what the paper will show otherwise. */
export function describeCheck(fill: OpenDraft): ApiValue<'DraftCheck'> {
  const { filling } = fill
  const wrong = listWrong(fill)
  return {
    isComplete: isWhole(fill),
    stoppedAt: reachable(filling).find(({ kind }) => kind === 'stop')?.id ?? null,
    wrong: describeWrong(fill, wrong),
    onPaper: listOnPaper(fill),
    dropped: countDropped(filling) + countUnreadDropped(fill),
    leftOut: describeLeftOut(fill),
    lastDay: findLastDay(filling) ?? null,
  }
}

function listOnPaper({ filling }: OpenDraft): ApiValue<'DraftCheck'>['onPaper'] {
  const tell = (page: string, item: string | null) => (row: SummaryRow) => {
    const text = explainPaper(row.text ?? '', anyReader)
    return text === '' ? [] : [{ page, item, field: row.field, label: row.label, text }]
  }
  return summarise(filling).flatMap(({ page, rows, items }) => [
    ...rows.flatMap(tell(page.id, null)),
    ...items.flatMap((item) => item.rows.flatMap(tell(page.id, item.id))),
  ])
}
