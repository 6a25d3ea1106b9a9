import { no } from '@madoguchi/kit'
import { askForCase } from '../../cases/ask-for-case.ts'
import { stepCase } from '../../cases/keep-cases.ts'
import { listAskable } from '../../cases/list-askable.ts'
import { noteLine } from '../audit.ts'
import { addDeskForm, demandThere } from '../frame.ts'
import { findOfficer } from '../officers.ts'
import { isKnownPerson } from '../protection/find-person.ts'
import { hasRole } from '../roles.ts'
import { actOnCase, leadToCase, readSeen } from './act-on-case.ts'
import { type CaseGround, getCase, nameSpeaker } from './case-ground.ts'
import { readLines } from './read-texts.ts'

/** The acts that one press on the page of a case does. */
export function addCaseActs(ground: CaseGround): void {
  const { desk } = ground
  const { db, clock } = desk.ground

  addDeskForm(desk, '/cases/:filing/take-on', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const order = { what: 'taken-on', act: 'possess', seen: readSeen(typed), officer: visit.by.officer } as const
    return leadToCase(visit, opened.filing, await actOnCase(ground, visit, opened, order), order.what)
  })
  addDeskForm(desk, '/cases/:filing/let-go', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const order = { what: 'let-go', seen: readSeen(typed), takesIt: true, officer: null } as const
    return leadToCase(visit, opened.filing, await actOnCase(ground, visit, opened, order), order.what)
  })
  addDeskForm(desk, '/cases/:filing/hand-over', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['divide'])
    const to = await findOfficer(db.kysely, typed.get('officer') ?? '')
    if (to === undefined || !hasRole(to, opened.affair, 'handle'))
      return leadToCase(visit, opened.filing, no('CASE_OFFICER'), '')
    const content = { to: to.name }
    const order = { what: 'handed-over', act: 'possess', seen: readSeen(typed), officer: to.officer, content } as const
    return leadToCase(visit, opened.filing, await actOnCase(ground, visit, opened, order), order.what)
  })
  addDeskForm(desk, '/cases/:filing/note', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const text = readLines(typed, 'text', 1000)
    if (text === undefined || text === '') return leadToCase(visit, opened.filing, no('CASE_TEXT'), '')
    const done = await actOnCase(ground, visit, opened, { what: 'noted', content: { text } })
    return leadToCase(visit, opened.filing, done, 'noted')
  })
  addDeskForm(desk, '/cases/:filing/begin-review', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const told = { by: nameSpeaker(ground), what: 'in-review' } as const
    const order = { what: 'review-begun', act: 'begin-review', state: 'in-review', takesIt: true, told } as const
    const done = await actOnCase(ground, visit, opened, { ...order, seen: readSeen(typed) })
    return leadToCase(visit, opened.filing, done, order.what)
  })
  addDeskForm(desk, '/cases/:filing/tie', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const person = (typed.get('person') ?? '').trim().slice(0, 200)
    if (!(await isKnownPerson(db.kysely, person))) return leadToCase(visit, opened.filing, no('CASE_SUBJECT'), '')
    const order = { what: 'tied', act: 'work', seen: readSeen(typed), takesIt: true } as const
    const done = await actOnCase(ground, visit, opened, { ...order, subject: person, content: { person } })
    return leadToCase(visit, opened.filing, done, order.what)
  })
  addDeskForm(desk, '/cases/:filing/untie', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const content = { person: opened.subject }
    const order = { what: 'untied', act: 'work', seen: readSeen(typed), takesIt: true, subject: null, content } as const
    return leadToCase(visit, opened.filing, await actOnCase(ground, visit, opened, order), order.what)
  })
  addDeskForm(desk, '/cases/:filing/ask', async (visit, typed) => {
    const opened = await getCase(ground, visit, ['handle'])
    const { filing, affair, subject: personRef } = opened
    const [type, provider] = [typed.get('type') ?? '', typed.get('provider') ?? '']
    const askable = listAskable(ground, affair, clock.now()).find((one) => one.type === type)
    if (personRef === undefined || askable?.providers.includes(provider) !== true)
      return leadToCase(visit, filing, no('CASE_QUESTION'), '')
    const { officer, name } = visit.by
    const content = { type, provider }
    const asked = await askForCase(ground.asking, {
      ...{ filing, by: name, inquiry: { personRef, provider, affair, type } },
      async note(work) {
        const step = { core: ground.core, filing, what: 'asked', act: 'work', takesIt: true, content } as const
        const done = demandThere(await stepCase(work, { ...step, seen: readSeen(typed), by: { officer, name } }))
        const about = { affair, what: 'case-changed', subject: filing, personRef, reason: 'asked' } as const
        if (done.ok) await noteLine(work.tx, work.at, visit.by, about)
        return done
      },
    })
    if (asked.ok || asked.code === 'LINK_CODE_NOT_ACQUIRED')
      return leadToCase(visit, filing, asked.ok ? asked : no('CASE_QUESTION'), 'asked')
    return leadToCase(visit, filing, no(asked.code), '')
  })
}
