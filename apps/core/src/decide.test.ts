import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import type { MessageBody, Party } from '@madoguchi/messages'
import { decideInquiry } from './decide.ts'

const at = new Date('2026-11-22T06:00:00Z')
const facts = openSandboxFacts({ now: () => at })

function party(id: string, kinds: readonly string[], provides: readonly string[] = []): Party {
  const kind = id === 'portal' ? 'portal' : 'agency'
  return { id, kind, kinds: [...kinds], keys: [], provides: [...provides] }
}

const portal = party('portal', ['portal'])
const mihonShi = party('mihon-shi', ['municipality'], ['local-tax'])
const aobaShi = party('aoba-shi', ['municipality', 'welfare-office'], ['local-tax'])
const kenpo = party('mihon-kenpo', ['medical-insurer'], ['medical-insurance'])

type Given = {
  affair?: string
  type?: string
  inquirer?: Party
  provider?: Party | undefined
  hasLiveMandate?: boolean
  providerHasCode?: boolean
  at?: Date
}

function decide(given: Given): string {
  const { affair = 'child-allowance', type = 'local-tax', inquirer = mihonShi } = given
  const ask: MessageBody<'ask'> = { exchange: 'exc_', affair, type, readerKey: '' }
  const decision = decideInquiry({
    ask,
    inquirer,
    provider: 'provider' in given ? given.provider : aobaShi,
    facts,
    hasLiveMandate: given.hasLiveMandate ?? false,
    providerHasCode: given.providerHasCode ?? true,
    at: given.at ?? at,
  })
  if (!decision.isPermitted) return `${decision.outcome} ${decision.reason}`
  return `permitted ${decision.rule.item}${decision.isForNobody ? ' for nobody' : ''}`
}

const self = { affair: 'self-information', inquirer: portal }
const cases: readonly [string, Given, string][] = [
  ['a city asks another for child allowance', {}, 'permitted 74'],
  ['a type that nobody defined', { type: 'shoe-size' }, 'not-permitted TYPE_UNKNOWN'],
  ['a type named like a built-in', { type: 'constructor' }, 'not-permitted TYPE_UNKNOWN'],
  ['an affair that no law knows', { affair: 'curiosity' }, 'not-permitted AFFAIR_UNKNOWN'],
  ['a provider whom the directory does not list', { provider: undefined }, 'not-permitted PROVIDER_NOT_CONNECTED'],
  ['a provider that does not give the type', { provider: kenpo }, 'not-permitted PROVIDER_NOT_CONNECTED'],
  ['a city that asks under an affair not its own', { affair: 'nursery-care' }, 'not-permitted PERMISSION_TABLE'],
  [
    'an inquirer of no kind that the table knows',
    { inquirer: party('x', ['wizard']) },
    'not-permitted PERMISSION_TABLE',
  ],
  ['an insurer that asks for child allowance', { inquirer: kenpo }, 'not-permitted PERMISSION_TABLE'],
  ['the day before the opening', { at: new Date('2017-11-12T14:59:59Z') }, 'not-permitted PERMISSION_TABLE'],
  ['a citizen who is there', { ...self, hasLiveMandate: true }, 'permitted self'],
  ['a citizen who is not there (design 8, 12)', self, 'not-permitted MANDATE_NOT_LIVE'],
  [
    'a city that poses as a citizen',
    { affair: 'self-information', hasLiveMandate: true },
    'not-permitted PERMISSION_TABLE',
  ],
  [
    'the portal under an affair of a city',
    { inquirer: portal, hasLiveMandate: true },
    'not-permitted PERMISSION_TABLE',
  ],
  ['a mandate where none is needed', { hasLiveMandate: true }, 'permitted 74'],
  ['a provider without a code', { providerHasCode: false }, 'no-link-code LINK_CODE_NOT_ACQUIRED'],
  [
    'a citizen of whom the provider has no code',
    { ...self, hasLiveMandate: true, providerHasCode: false },
    'permitted self for nobody',
  ],
  [
    'no mandate and no code: nothing is told about the code',
    { ...self, providerHasCode: false },
    'not-permitted MANDATE_NOT_LIVE',
  ],
]

for (const [story, given, expected] of cases) {
  test(`decides on ${story}: ${expected}`, () => assert.equal(decide(given), expected))
}

test('whatever it says, it says by which version of the facts and for which day, in Japanese time', () => {
  const late = new Date('2026-11-22T15:30:00Z')
  const ask: MessageBody<'ask'> = { exchange: 'exc_', affair: 'child-allowance', type: 'local-tax', readerKey: '' }
  const given = { ask, inquirer: mihonShi, facts, hasLiveMandate: false, at: late }
  const decisions = [
    decideInquiry({ ...given, provider: aobaShi, providerHasCode: true }),
    decideInquiry({ ...given, provider: aobaShi, providerHasCode: false }),
    decideInquiry({ ...given, provider: undefined, providerHasCode: true }),
  ]
  assert.deepEqual(
    decisions.map(({ isPermitted }) => isPermitted),
    [true, false, false],
  )
  for (const decision of decisions) assert.deepEqual(decision.facts, { version: 1, day: '2026-11-23' })
})
