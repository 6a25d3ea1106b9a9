import type { Verdict } from '@madoguchi/kit'
import type { CaseStep, StepRefusal } from '../../cases/keep-cases.ts'
import { stepCase } from '../../cases/keep-cases.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import type { CaseCode } from '../../errors.ts'
import { noteLine } from '../audit.ts'
import type { StepWord } from '../cases-words.ja.ts'
import { demandThere, leadBack, type OfficerVisit } from '../frame.ts'
import type { CaseGround } from './case-ground.ts'

type Act = Omit<CaseStep, 'core' | 'filing' | 'by' | 'what'> & { readonly what: StepWord }

/** One act of an officer on a case, with its line, in one transaction. */
export async function actOnCase(
  { delivery, core }: Pick<CaseGround, 'delivery' | 'core'>,
  { by }: Pick<OfficerVisit, 'by'>,
  { filing, affair }: Pick<OpenedCase, 'filing' | 'affair'>,
  act: Act,
): Promise<Verdict<unknown, StepRefusal>> {
  const done = await delivery.transact(async (work) => {
    const told = await stepCase(work, { ...act, core, filing, by: { officer: by.officer, name: by.name } })
    if (told?.ok === true) {
      const about = { affair, what: 'case-changed', subject: filing, reason: act.what } as const
      await noteLine(work.tx, work.at, by, about)
    }
    return told
  })
  return demandThere(done)
}

/** The version that a form was made from; nothing else can have been seen. */
export function readSeen(typed: URLSearchParams): number {
  const seen = typed.get('seen') ?? ''
  return /^\d{1,6}$/.test(seen) ? Number(seen) : -1
}

/** To the case, with what was done, or what was in the way. */
export function leadToCase(
  visit: OfficerVisit,
  filing: string,
  done: Verdict<unknown, CaseCode>,
  word: string,
): Response {
  const said = done.ok ? `done=${word}` : `problem=${done.code}`
  return visit.c.redirect(`/cases/${filing}?${said}`, 303)
}

/** To the case where it was done; else back to the form, with what was typed. */
export async function leadOn(
  { desk }: Pick<CaseGround, 'desk'>,
  visit: OfficerVisit,
  done: Verdict<unknown, CaseCode>,
  form: { readonly filing: string; readonly word: string; readonly path: string; readonly typed: URLSearchParams },
): Promise<Response> {
  if (done.ok) return leadToCase(visit, form.filing, done, form.word)
  return leadBack(desk, visit, { path: form.path, typed: form.typed, problem: done.code })
}
