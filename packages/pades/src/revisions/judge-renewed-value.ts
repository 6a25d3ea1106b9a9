import type { Comparison } from './comparison.ts'
import { hasNoStream, isSame } from './comparison.ts'
import { belowParent } from './form-nodes.ts'
import { judgeFilledField } from './judge-filled-field.ts'
import { isOnlyFrom } from './judge-references.ts'

/**
 * The value of a field that stands in an object of its own (ISO 32000-2 7.3.10) and is renewed there: the fields whose
 * value it is are filled in, also where they themselves stay as they are. It may serve for nothing else.
 */
export function judgeRenewedValue(c: Comparison, number: number): void {
  const nodes = c.formNodes()
  const holders = nodes.values.get(number) ?? []
  if (!hasNoStream(c, number) || !isOnlyFrom(c, number, holders)) return
  c.claimed.add(number)
  for (const { holder } of holders) {
    const [old, now] = holder === undefined ? [] : [c.before.find(holder)?.value, c.now.find(holder)?.value]
    if (holder === undefined || old?.kind !== 'dict' || now?.kind !== 'dict') continue
    // A field that is another one is judged by itself.
    if (c.renewed.has(holder) && !isSame(c, { old, now })) continue
    judgeFilledField(c, holder, { old: belowParent(nodes, holder, old), now: belowParent(nodes, holder, now) })
  }
}
