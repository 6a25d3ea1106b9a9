import { protectionReasons } from '@madoguchi/agency'
import { AppError } from '@madoguchi/kit'
import type { Command } from '@madoguchi/party'
import { getDone } from '../officer-sentences.ts'
import { agencyOptions, withChosenAgencyDesk } from '../with-chosen-agency-desk.ts'
import { demandValue } from './keys.ts'

const personOption = {
  type: 'string',
  value: 'REF',
  help: 'our own reference of the person',
  isRequired: true,
} as const
const byOption = { type: 'string', value: 'NAME', help: 'the officer who does it', isRequired: true } as const

const protectOne: Command = {
  name: 'agency people protect',
  summary:
    'begin or extend the protection of a person (支援措置): nothing is shown or given, and portals keep no answer',
  examples: [
    'madoguchi agency people protect --person A1 --until 2027-11-30 --reason stalking --by 佐藤 --config city.env',
  ],
  options: {
    ...agencyOptions,
    person: personOption,
    until: {
      type: 'string',
      value: 'DATE',
      help: 'the last day on which it holds, YYYY-MM-DD, up to 400 days ahead',
      isRequired: true,
    },
    reason: { type: 'string', value: 'WORD', help: protectionReasons.join(', '), isRequired: true },
    by: byOption,
  },
  async run(values, surroundings) {
    const [personRef, until] = [demandValue(values, 'person'), demandValue(values, 'until')]
    const order = { personRef, until, reason: demandValue(values, 'reason'), by: demandValue(values, 'by') }
    const begun = getDone(await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.protect(order)))
    surroundings.out(
      `${personRef} is protected to the end of ${begun.until}${begun.extends === undefined ? '' : `, before to ${begun.extends}`}.\n`,
    )
    surroundings.out(`${begun.answerCount} answers leave the portals. What the person saved or printed does not.\n`)
    if (begun.extends === undefined)
      surroundings.out('The person is told on paper alone: "agency letters write --kind protection-begun".\n')
    return 0
  },
}

const unprotect: Command = {
  name: 'agency people unprotect',
  summary: 'end the protection of a person before its last day',
  examples: ['madoguchi agency people unprotect --person A1 --by 佐藤 --yes'],
  options: {
    ...agencyOptions,
    person: personOption,
    by: byOption,
    yes: { type: 'boolean', help: 'do it: what is then seen or given cannot be taken back' },
  },
  async run(values, surroundings) {
    const [personRef, by] = [demandValue(values, 'person'), demandValue(values, 'by')]
    return withChosenAgencyDesk({ values, surroundings }, async ({ officers }) => {
      if (values.yes !== true) {
        const found = (await officers.listProtected()).find((one) => one.personRef === personRef)
        if (found === undefined) getDone({ ok: false, code: 'PROTECTION_NONE', facts: {} })
        throw new AppError(
          'NOT_CONFIRMED',
          `まだ何もしていません。${personRef} は ${found?.until} の終わりまで保護されています(決めた人: ${found?.by})。やめると、カードを持つ人にすぐにデータが見え、ほかの機関にも答えます。取り消せません。行うときは --yes をつけてください。`,
        )
      }
      const { until } = getDone(await officers.endProtection({ personRef, by }))
      surroundings.out(`${personRef} is not protected any more; it would have lasted to the end of ${until}.\n`)
      return 0
    })
  },
}

const protectedPeople: Command = {
  name: 'agency people protected',
  summary: 'list who is protected, until when and by whom; "!" marks what ends within 30 days',
  examples: ['madoguchi agency people protected', 'madoguchi agency people protected --config city.env --json'],
  options: { ...agencyOptions, json: { type: 'boolean', help: 'as JSON' } },
  async run(values, surroundings) {
    const people = await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.listProtected())
    if (values.json === true) surroundings.out(`${JSON.stringify(people, null, 2)}\n`)
    else if (people.length === 0) surroundings.out('Nobody is protected.\n')
    else
      for (const { personRef, until, daysLeft, endsSoon, reason, by, letter } of people)
        surroundings.out(
          `${endsSoon ? '!' : ' '} ${personRef}  to ${until} (${Math.max(0, daysLeft)} days)  ${reason}  by ${by}  letter: ${letter ?? 'none'}\n`,
        )
    return 0
  },
}

const retire: Command = {
  name: 'agency answers retire',
  summary: 'have portals keep no longer what we answered about a person: a datum was corrected or replaced',
  examples: ['madoguchi agency answers retire --person A1 --type local-tax --by 佐藤'],
  options: {
    ...agencyOptions,
    person: personOption,
    type: { type: 'string', value: 'ID', help: 'which information type', isRequired: true },
    by: byOption,
  },
  async run(values, surroundings) {
    const order = {
      personRef: demandValue(values, 'person'),
      type: demandValue(values, 'type'),
      by: demandValue(values, 'by'),
    }
    const { answerCount } = getDone(
      await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.officers.retireAnswers(order)),
    )
    surroundings.out(`${answerCount} answers leave the portals; the person can ask again.\n`)
    return 0
  },
}

export const agencyPeople: readonly Command[] = [protectOne, unprotect, protectedPeople, retire]
