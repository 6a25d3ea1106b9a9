/** What an officer does next about a question that ended so. Causes are the words of the agency's own record. */
const nextSteps: Readonly<Record<string, string>> = {
  answered: 'The citizen has our answer and doubts it: compare it with the business system, and mend it there.',
  'no-data':
    'We know the person and hold nothing of this type: see whether a copy was never registered. If there is nothing, say so at the counter.',
  unknown:
    'Nobody here has this code: find the citizen by name and telephone. If we know them, the tie to their card is broken: have their code acquired anew ("madoguchi agency tie").',
  unfit:
    'What we hold does not fit its layout; the log says DATUM_UNFIT or DATUM_TOO_LARGE with this exchange. Mend the record, and have the citizen ask again.',
  failed:
    'Our own system failed at this person alone; the log says CONNECTOR_FAILED with this exchange. Mend it, and have the citizen ask again.',
  withheld:
    'Withheld by law (不開示): nothing is broken. Answer only as the law has it; on the telephone say no more than the page did.',
  held: 'Held for an officer (自動応答不可): nothing is broken. An officer releases it at the desk, or answers at the counter. On the telephone say no more than the page did.',
  protected: 'A protected person: nothing is broken. Whoever calls may not be them; say no more than the page did.',
}

/** One line for an officer. */
export function describeNextStep(cause: string): string {
  return nextSteps[cause] ?? 'Look into it by the record of this exchange.'
}
