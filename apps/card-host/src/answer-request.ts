import { type HostAnswer, type HostOp, hostRequest } from '@madoguchi/card/protocol'
import { AppError, type Bytes, utf8, type Verdict } from '@madoguchi/kit'
import { nameFailure, toFailure } from './failure.ts'
import type { HostContext, Operation, RequestOf } from './operation.ts'
import { operations } from './operations.ts'

type Answered = { readonly op: HostOp | 'unreadable'; readonly answer: HostAnswer; readonly isStuck: boolean }

/**
 * Answers one native message; never throws. The bytes are wiped once they are read: a PIN that stood in them stays only in
 * strings of the JSON reader, which no program can wipe and which the collector of garbage takes.
 */
export async function answerRequest(message: Bytes, context: HostContext, limitMs: number): Promise<Answered> {
  const read = readRequest(message)
  message.fill(0)
  if (!read.success) return { op: 'unreadable', isStuck: false, answer: refuse(read.id, 'REQUEST_MALFORMED') }
  const { op, id } = read.data
  try {
    const verdict = await within(limitMs, callOperation(op, read.data, context))
    if (verdict.ok) return { op, isStuck: false, answer: { id, ok: true, value: verdict.value } }
    const { code, facts } = nameFailure(verdict.code, verdict.facts)
    return { op, isStuck: false, answer: refuse(id, code, facts) }
  } catch (error) {
    const { code, facts } = toFailure(error)
    return { op, isStuck: facts.reason === stuck, answer: refuse(id, code, facts) }
  }
}

function readRequest(message: Bytes) {
  let input: unknown
  try {
    input = JSON.parse(utf8.decode(message))
  } catch {
    // No JSON, so no id to answer to.
    return { success: false, id: 0 } as const
  }
  const parsed = hostRequest.safeParse(input)
  if (parsed.success) return { success: true, data: parsed.data } as const
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
  return { success: false, id: Number.isSafeInteger(id) ? Number(id) : 0 } as const
}

function callOperation<Op extends HostOp>(
  op: Op,
  request: RequestOf<Op>,
  context: HostContext,
): Promise<Verdict<unknown, string>> {
  const operation: Operation<Op> = operations[op]
  return operation(request, context)
}

const stuck = 'no answer in time'

/** A reader that never answers: the try may have been counted, and only the end of this process lets go of it. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const facts = { reason: stuck, tryMayCount: true }
  const timer = setTimeout(
    () => reject(new AppError('CARD_READER_FAILED', 'The reader is silent.', { facts })),
    limitMs,
  )
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function refuse(id: number, code: string, facts: Extract<HostAnswer, { ok: false }>['facts'] = {}): HostAnswer {
  return { id, ok: false, code, facts: { ...facts } }
}
