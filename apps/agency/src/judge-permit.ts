import type { FactsView, JudgementCode } from '@madoguchi/facts'
import { judgeQuestion, questionDaysMax, stampQuestion } from '@madoguchi/facts'
import { dayMs, japaneseDay } from '@madoguchi/kit'
import type { DirectoryView, Received } from '@madoguchi/messages'

type JudgingDeps = { readonly facts: FactsView; readonly directory: DirectoryView }

/**
 * Why our own copy of the facts does not permit what the core permits; undefined where it does. By the version that counted
 * when it was asked, which the permit names: a rule that ended since still answers, one that was withdrawn does not.
 * FACTS_UNKNOWN is no refusal: the question waits until we hold that version. A core of before names none: what it permits is
 * judged by the version that counts here now, so that leaving the number out opens nothing.
 */
export function judgePermit(
  { permit, ask }: { permit: Received<'permit'>; ask: Received<'ask'> },
  { facts, directory }: JudgingDeps,
  at: Date,
): JudgementCode | undefined {
  const { facts: named, askedOn, basis, inquirer } = permit.body
  const { version, day } =
    named === undefined || askedOn === undefined ? stampQuestion(facts, at) : { version: named, day: askedOn }
  const none = { kinds: [] }
  const judged = judgeQuestion(facts, {
    affair: ask.body.affair,
    type: ask.body.type,
    inquirer: directory.find(inquirer) ?? none,
    provider: directory.find(permit.to) ?? none,
    ...{ version, day, at },
  })
  if (!judged.ok) return judged.code
  return judged.value.item === basis ? undefined : 'PERMISSION_TABLE'
}

/** Can it have been asked on the day that the core names? A day may have begun at the core that has not begun here. */
export function isDayOfQuestion({ body }: Received<'permit'>, receivedAt: Date): boolean {
  const { askedOn } = body
  if (askedOn === undefined) return true
  const dayAround = (ms: number) => japaneseDay(new Date(receivedAt.getTime() + ms))
  return dayAround(-questionDaysMax * dayMs) <= askedOn && askedOn <= dayAround(dayMs)
}
