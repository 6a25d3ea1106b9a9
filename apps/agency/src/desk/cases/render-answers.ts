import type { Html } from '@madoguchi/ui'
import { html, renderDescriptionList, renderSection, renderStatusChip } from '@madoguchi/ui'
import type { AnsweredField, AnswersSeen } from '../../cases/answers.ts'
import { deskWords } from '../words.ts'

/** 申請の内容, page by page; what a correction changed says what stood there before. */
export function renderAnswers(seen: AnswersSeen): Html {
  const { one: copy } = deskWords.cases
  if ('trouble' in seen) return renderSection({ id: 'answers', heading: copy.answers, body: copy[seen.trouble] })
  const parts = seen.parts.map(({ title, rows }) =>
    renderSection({
      ...{ heading: title, level: 3 },
      body: renderDescriptionList({ rows: rows.map((row) => ({ term: row.label, value: renderAnswer(row) })) }),
    }),
  )
  const gone = seen.gone.map(({ title, rows }) =>
    renderSection({
      ...{ heading: `${copy.gone}: ${title}`, level: 3 },
      body: renderDescriptionList({
        rows: rows.map(({ label, text = '' }) => ({ term: label, value: html`<del>${copy.goneWas(text)}</del>` })),
      }),
    }),
  )
  const rest =
    seen.leftOut.length === 0
      ? ''
      : renderSection({
          ...{ heading: copy.leftOut, level: 3 },
          body: html`<ul>${seen.leftOut.map((line) => html`<li>${line}</li>`)}</ul>`,
        })
  return renderSection({ id: 'answers', heading: copy.answers, body: [parts, gone, rest] })
}

function renderAnswer({ text, before }: AnsweredField): Html {
  const { one: copy } = deskWords.cases
  const chip =
    before === undefined
      ? ''
      : html` ${renderStatusChip({ tone: 'info', label: copy.changed(before === '' ? copy.unanswered : before) })}`
  return html`${text ?? copy.unanswered}${chip}`
}
