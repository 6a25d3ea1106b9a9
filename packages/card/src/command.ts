import type { Bytes } from '@madoguchi/kit'
import { cardError } from './errors.ts'

/**
 * A command to the card (ISO/IEC 7816-3 section 12.1, cases 1 to 4). `data` is what is sent (Lc is its length),
 * `le` the most bytes wanted back: 1..256 in short form, up to 65536 in extended form; absent when none are.
 */
export type Command = {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data?: Bytes
  readonly le?: number
}

/**
 * Encodes a command, in short form while it fits: up to 255 bytes of data and 256 bytes of answer.
 * Throws CARD_COMMAND_MALFORMED for numbers that no form can carry.
 */
export function encodeCommand({ cla, ins, p1, p2, data = new Uint8Array(), le }: Command): Bytes {
  for (const value of [cla, ins, p1, p2]) {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw malformed('a header byte is out of range')
  }
  if (data.length > 0xffff) throw malformed('more than 65535 bytes of data')
  if (le !== undefined && (!Number.isInteger(le) || le < 1 || le > 0x10000)) throw malformed('Le is out of range')
  const isExtended = data.length > 0xff || (le ?? 0) > 0x100
  const out = [cla, ins, p1, p2]
  if (isExtended) out.push(0)
  if (data.length > 0) out.push(...(isExtended ? [data.length >> 8, data.length & 0xff] : [data.length]))
  const head = out.length
  const tail = le === undefined ? [] : isExtended ? [(le >> 8) & 0xff, le & 0xff] : [le & 0xff]
  const bytes = new Uint8Array(head + data.length + tail.length)
  bytes.set(out)
  bytes.set(data, head)
  bytes.set(tail, head + data.length)
  return bytes
}

/** Reads a command in short or extended form. Throws CARD_COMMAND_MALFORMED. */
export function readCommand(bytes: Bytes): Command {
  const [cla, ins, p1, p2] = bytes
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) {
    throw malformed('fewer than four bytes')
  }
  return { cla, ins, p1, p2, ...readBody(bytes.subarray(4)) }
}

function readBody(body: Bytes): Pick<Command, 'data' | 'le'> {
  const first = body[0]
  if (first === undefined) return {}
  if (body.length === 1) return { le: first || 0x100 }
  if (first !== 0) return splitBody(body, { start: 1, dataLength: first, leLength: 1 })
  if (body.length < 3) throw malformed('an extended length needs two more bytes')
  const number = readNumber(body.subarray(1, 3))
  if (body.length === 3) return { le: number || 0x10000 }
  if (number === 0) throw malformed('Lc of zero before data')
  return splitBody(body, { start: 3, dataLength: number, leLength: 2 })
}

function splitBody(body: Bytes, form: { start: number; dataLength: number; leLength: number }) {
  const end = form.start + form.dataLength
  const rest = body.length - end
  if (rest !== 0 && rest !== form.leLength) throw malformed('Lc does not agree with the length of the command')
  const data = body.slice(form.start, end)
  if (rest === 0) return { data }
  return { data, le: readNumber(body.subarray(end)) || 2 ** (8 * form.leLength) }
}

function readNumber(bytes: Bytes): number {
  return bytes.reduce((sum, byte) => sum * 0x100 + byte, 0)
}

function malformed(message: string) {
  return cardError('CARD_COMMAND_MALFORMED', message)
}
