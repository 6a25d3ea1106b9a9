import { receiptNumberOf } from '@madoguchi/filing'
import type { ApiValue } from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import { describeStanding, isToSendAgain } from './describe-filing.ts'
import type { NameBox } from './filing.page.ts'
import type { ShownEvent, ShownFiling } from './read-filings.ts'
import { applyWords } from './words.ts'

// A filing as the API tells it.

export function tellFilingHead(shown: ShownFiling): ApiValue<'FilingHead'> {
  const { filing, sent, about, events } = shown
  const { label, next } = describeStanding(shown, anyReader)
  return {
    filing,
    number: receiptNumberOf(filing),
    state: sent.state,
    about:
      about === undefined
        ? null
        : {
            procedure: about.procedure.id,
            procedureTitle: about.procedure.title,
            municipality: about.municipality.code,
            municipalityName: about.municipality.name,
          },
    ...{ label, next },
    draft: sent.draft ?? null,
    sentAt: sent.sentAt.toISOString(),
    filedAt: sent.filedAt?.toISOString() ?? null,
    takenAt: events[0]?.receipt?.takenAt ?? null,
    canSendAgain: isToSendAgain(shown),
  }
}

export function tellFiling(shown: ShownFiling, nameField: NameBox): ApiValue<'Filing'> {
  const { about, events, isWhole } = shown
  const receipt = events[0]?.receipt
  return {
    ...tellFilingHead(shown),
    addressee: about?.addressee ?? null,
    intake: about?.intake ?? null,
    signedBy: about?.signedBy ?? null,
    parts: [...(about?.parts ?? [])],
    events: events.map((event) => tellEventOf(event, (field) => nameField(about?.procedure.id ?? '', field))),
    isWhole,
    receipt: receipt ?? null,
  }
}

function tellEventOf(
  { number, at, toldAt, by, what, about, text, fields = [], until, decision }: ShownEvent,
  name: (field: string) => string,
): ApiValue<'Filing'>['events'][number] {
  return {
    ...{ number, at, by, what },
    toldAt: toldAt.toISOString(),
    label: applyWords(anyReader).events[what].label,
    about: about ?? null,
    text: text ?? null,
    fields: fields.map(({ field, item, words }) => ({ field, item: item ?? null, label: name(field), words })),
    until: until ?? null,
    decision:
      decision === undefined
        ? null
        : {
            outcome: decision.outcome,
            reason: decision.reason ?? null,
            review: decision.review,
            notice: decision.notice ?? null,
          },
  }
}
