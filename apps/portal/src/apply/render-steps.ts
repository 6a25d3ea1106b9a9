import type { Html } from '@madoguchi/ui'
import { renderStepIndicator } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { Applying } from './applying.ts'
import { applyWords } from './words.ts'

/** Papers, signature where there is one, sending. */
export function renderSteps(
  { signedBy }: Pick<Applying, 'signedBy'>,
  at: 'files' | 'sign' | 'send',
  reader: Reader,
): Html {
  const { steps } = applyWords(reader)
  const names = signedBy === 'card' ? (['files', 'sign', 'send'] as const) : (['files', 'send'] as const)
  const current = (names as readonly string[]).indexOf(at)
  return renderStepIndicator({
    steps: names.map((name, i) => ({ label: steps[name], isDone: i < current })),
    current: current + 1,
  })
}
