import type { Html } from '@madoguchi/ui'
import { renderStepIndicator } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { Applying } from './applying.ts'
import { applyWords } from './words.ts'

/** Papers, signature where there is one, sending. */
export function renderSteps(
  { signedBy, answering }: Pick<Applying, 'signedBy' | 'answering'>,
  at: 'files' | 'sign' | 'send',
  reader: Reader,
): Html {
  const { steps } = applyWords(reader)
  const names = [
    ...(answering?.what === 'withdrawal' ? [] : (['files'] as const)),
    ...(signedBy === 'card' ? (['sign'] as const) : []),
    'send' as const,
  ]
  const current = names.indexOf(at)
  return renderStepIndicator({
    steps: names.map((name, i) => ({ label: steps[name], isDone: i < current })),
    current: current + 1,
  })
}
