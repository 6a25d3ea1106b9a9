import type { DoctorCheck, DoctorLine } from '@madoguchi/card/protocol'
import { doctorChecks, doctorCopy, isOfSetup } from '@madoguchi/card/protocol'
import type { Html } from '@madoguchi/ui'
import { html, renderStatusChip } from '@madoguchi/ui'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import { cardWords } from './words.ts'

const tones = { good: 'success', bad: 'error', hint: 'info' } as const

/** Every check, those that could not be made yet too, so that the list never changes its length. */
export function renderDoctorLines(reader: Reader, lines: readonly DoctorLine[]): Html {
  const byCheck = new Map(lines.map((line) => [line.check, line]))
  const isBegun = lines.length > 0
  return html`<ul class="progress">${doctorChecks.map((check) => renderLine(reader, { check, line: byCheck.get(check), isBegun }))}</ul>`
}

function renderLine(
  reader: Reader,
  { check, line, isBegun }: { check: DoctorCheck; line: DoctorLine | undefined; isBegun: boolean },
): Html {
  const copy = cardWords(reader).doctor
  const chip =
    line === undefined
      ? { tone: 'neutral' as const, label: copy.labels.later }
      : { tone: tones[line.state], label: copy.labels[line.state] }
  const next =
    line?.next === undefined
      ? ''
      : html`<p class="progress__about card-part__next">${line.next}${linkOf(reader, line)}</p>`
  const sentence = line?.sentence ?? (isBegun ? copy.later : '')
  const about = sentence === '' ? '' : html`<p class="progress__about">${sentence}</p>`
  return html`<li class="progress__row" data-check="${check}"><div class="progress__head"><p class="progress__title">${doctorCopy[check].title}</p>${renderStatusChip(chip)}</div>${about}${next}</li>\n`
}

function linkOf(reader: Reader, { code }: DoctorLine): Html | '' {
  return code !== undefined && isOfSetup(code)
    ? html` <a href="/card/setup">${shellWords(reader).card.toSetup}</a>`
    : ''
}
