import { type Bytes, concat } from '@madoguchi/kit'
import { type Command, encodeCommand } from './command.ts'
import { cardError } from './errors.ts'
import { readStatus, type Status } from './status.ts'

/**
 * All that this package needs of a reader: send one command, get the answer with its two status bytes.
 * Callers never overlap two commands, and wipe the answer, which is theirs. Throws CARD_REMOVED, CARD_NO_READER or
 * CARD_READER_FAILED.
 */
export type Transmit = (command: Bytes) => Promise<Bytes>

export type Answer = { readonly data: Bytes; readonly status: Status }

/** A card that hands out its answer in more pieces than this is not answering. */
const piecesMax = 64

/** Splits an answer into data and status. Throws CARD_ANSWER_MALFORMED for fewer than two bytes. */
export function readAnswer(bytes: Bytes): Answer {
  const [high, low] = bytes.subarray(-2)
  if (high === undefined || low === undefined) {
    throw cardError('CARD_ANSWER_MALFORMED', 'The card answered with fewer than two bytes.')
  }
  return { data: bytes.slice(0, -2), status: readStatus(high * 0x100 + low) }
}

/**
 * Sends a command and gives its whole answer: fetches what the card holds back (61xx) and asks again with the
 * length that the card names (6Cxx). The encoded command is wiped afterwards, since it may hold a PIN, and so is all that
 * the card said, since it may be what a key is made of: what is given back is the only copy.
 */
export async function exchange(transmit: Transmit, command: Command): Promise<Answer> {
  let answer = await sendOnce(transmit, command)
  if (answer.status.outcome === 'wrong-expected-length' && command.le !== undefined && answer.status.count) {
    answer = await sendOnce(transmit, { ...command, le: answer.status.count })
  }
  const pieces = [answer.data]
  while (answer.status.outcome === 'more-data' && answer.status.count) {
    if (pieces.length > piecesMax) throw cardError('CARD_ANSWER_MALFORMED', 'The answer of the card does not end.')
    answer = await sendOnce(transmit, { cla: 0x00, ins: 0xc0, p1: 0, p2: 0, le: answer.status.count })
    pieces.push(answer.data)
  }
  if (pieces.length === 1) return answer
  const data = concat(...pieces)
  for (const piece of pieces) piece.fill(0)
  return { data, status: answer.status }
}

async function sendOnce(transmit: Transmit, command: Command): Promise<Answer> {
  const bytes = encodeCommand(command)
  let answer: Bytes | undefined
  try {
    answer = await transmit(bytes)
    return readAnswer(answer)
  } finally {
    bytes.fill(0)
    answer?.fill(0)
  }
}

/** For an answer that the protocol does not foresee. `step` is a word of ours; no card bytes but the status word. */
export function unexpectedStatus(step: string, status: Status) {
  return cardError('CARD_UNEXPECTED_STATUS', `The card answered ${status.word} to ${step}.`, {
    facts: { step, status: status.word },
  })
}
