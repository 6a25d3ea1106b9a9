import type { Verdict } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import { renderButton, renderButtonGroup, renderNotificationBanner, renderTextArea } from '@madoguchi/ui'
import { type CaseAct, canAct } from '../../case-states.ts'
import type { StepRefusal } from '../../cases/keep-cases.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import type { StepWord } from '../cases-words.ja.ts'
import { addDeskForm, addDeskPage, leadBack, type OfficerVisit } from '../frame.ts'
import { deskWords } from '../words.ts'
import { actOnCase, leadOn, readSeen } from './act-on-case.ts'
import { type CaseGround, getCase, nameSpeaker } from './case-ground.ts'
import { describePlace, renderCancel } from './correction-pages.ts'
import { decideCase, isDecidedByTwo } from './decide-case.ts'
import { readLines } from './read-texts.ts'
import { renderAct } from './render-act.ts'
import { renderTrouble } from './render-trouble.ts'

const textMax = 1000

/** 職権取消 of a decision, and a word to the citizen beside the events: a text, and what it does. */
export function addTextPages(ground: CaseGround): void {
  const { decision, proposal, tell } = deskWords.cases
  addTextPage(ground, {
    ...{ path: 'withdraw-decision', act: 'withdraw-decision', isDangerous: true },
    copy: (opened) => ({
      title: decision.withdrawTitle,
      warn: isDecidedByTwo(ground, opened) ? proposal.warnFirst : decision.withdrawWarn,
      text: decision.withdrawReason,
      do: isDecidedByTwo(ground, opened) ? proposal.propose : decision.withdrawDo,
    }),
    run: (visit, opened, { text, seen }) =>
      decideCase(ground, visit, opened, { decision: { kind: 'decision-withdrawn', content: { text } }, seen }),
  })
  addTextPage(ground, {
    ...{ path: 'tell', act: undefined, isDangerous: false },
    copy: () => ({ title: tell.title, warn: tell.lead, text: tell.text, do: tell.do }),
    async run(visit, opened, { text, seen }) {
      const told = { by: nameSpeaker(ground), what: 'note-to-citizen', text } as const
      const order = { what: 'told', told, takesIt: true, content: { text }, seen } as const
      return { done: await actOnCase(ground, visit, opened, order), word: order.what }
    },
  })
}

type TextPage = {
  readonly path: 'withdraw-decision' | 'tell'
  readonly act: CaseAct | undefined
  readonly isDangerous: boolean
  copy(opened: OpenedCase): {
    readonly title: string
    readonly warn: string
    readonly text: string
    readonly do: string
  }
  run(
    visit: OfficerVisit,
    opened: OpenedCase,
    typed: { readonly text: string; readonly seen: number },
  ): Promise<{ readonly done: Verdict<unknown, StepRefusal | 'CASE_NOTICE'>; readonly word: StepWord }>
}

function addTextPage(ground: CaseGround, { path, act, isDangerous, copy: copyOf, run }: TextPage): void {
  const { desk } = ground
  addDeskPage(desk, `/cases/:filing/${path}`, async (visit) => {
    const opened = await getCase(ground, visit, ['handle'])
    if (act !== undefined && !canAct(opened.state, act))
      return visit.c.redirect(`/cases/${opened.filing}?problem=CASE_STATE`, 303)
    const copy = copyOf(opened)
    const form: Child = [
      renderTextArea({
        ...{ name: 'text', label: copy.text, requirement: 'required', rows: 4, lengthMax: textMax },
        value: visit.left?.typed.get('text') ?? '',
      }),
      renderButtonGroup([renderButton({ label: copy.do, size: 'medium', isDangerous }), renderCancel(opened)]),
    ]
    return {
      title: copy.title,
      main: [renderNotificationBanner({ tone: 'warning', heading: copy.warn }), renderAct(opened, path, form)],
      notice: renderTrouble(visit, opened, 'text'),
      ...describePlace(opened),
    }
  })
  addDeskForm(desk, `/cases/:filing/${path}`, async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const { filing } = opened
    const at = `/cases/${filing}/${path}`
    const text = readLines(typed, 'text', textMax)
    if (text === undefined || text === '') return leadBack(desk, visit, { path: at, typed, problem: 'CASE_TEXT' })
    const { done, word } = await run(visit, opened, { text, seen: readSeen(typed) })
    return leadOn(ground, visit, done, { filing, word, path: at, typed })
  })
}
