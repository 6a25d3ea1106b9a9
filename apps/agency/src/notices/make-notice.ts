import { readFile } from 'node:fs/promises'
import { openPdfRenderer } from '@madoguchi/documents'
import type { CaseEvent } from '@madoguchi/filing'
import { filingLimits } from '@madoguchi/filing'
import type { Verdict } from '@madoguchi/kit'
import { base64, base64url, formatDate, japaneseDay, no, ok, sha256 } from '@madoguchi/kit'
import { noticeWords } from './notice.ja.ts'
import type { AgencySeal } from './seal-document.ts'
import { sealDocument } from './seal-document.ts'

type Decision = NonNullable<CaseEvent['decision']>
type Notice = NonNullable<Decision['notice']>

type NoticeOrder = {
  readonly decision: Omit<Decision, 'notice'>
  /** 受付番号 of the case, and how many notices it has had. */
  readonly receipt: string
  readonly earlier: number
  readonly procedure: string
  readonly filedAt: Date
  /** Whoever applies, as the form says it; undefined where it cannot be read here. */
  readonly name: string | undefined
  /** 行政庁, as it signs: 「みほん市長」. */
  readonly sender: string
  readonly agency: string
}

/**
 * The 通知書 of a decision with the agency's seal, as it goes into the event. `CASE_NOTICE`: with this text it is larger than an
 * event has room for. Throws what `renderForm` and `sealDocument` throw.
 */
export async function makeNotice(
  order: NoticeOrder,
  { seal, at }: { readonly seal: AgencySeal; readonly at: Date },
): Promise<Verdict<Notice, 'CASE_NOTICE'>> {
  const { decision, receipt, earlier, procedure, agency } = order
  const { rows } = noticeWords
  const number = noticeWords.number(receipt, earlier + 1)
  await using renderer = openPdfRenderer()
  const pdf = await renderer.renderForm({
    template: await readFile(new URL('./notice.typ', import.meta.url), 'utf8'),
    data: {
      ...{
        title: noticeWords.title,
        sender: order.sender,
        number,
        to: noticeWords.to(order.name ?? noticeWords.somebody),
      },
      madeOn: formatDate(japaneseDay(at)),
      lead: noticeWords.lead(japaneseDay(order.filedAt), procedure),
      replaces: earlier === 0 ? '' : noticeWords.replaces(noticeWords.number(receipt, earlier)),
      rows: [
        [rows.procedure, procedure],
        [rows.receipt, receipt],
        [rows.outcome, noticeWords.outcome[decision.outcome]],
        [rows.reason, decision.reason ?? noticeWords.noReason],
      ],
      ...{ reviewHeading: noticeWords.review, review: decision.review, sealed: noticeWords.sealed(agency) },
    },
    madeAt: at,
  })
  const sealed = await sealDocument(pdf, { seal, at, name: agency })
  if (sealed.length > filingLimits.noticeSizeBytesMax) return no('CASE_NOTICE', { sizeBytes: sealed.length })
  const name = noticeWords.fileName(`${receipt}-${earlier + 1}`)
  return ok({ name, sha256: base64url.encode(sha256(sealed)), base64: base64.encode(sealed) })
}
