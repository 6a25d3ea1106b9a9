import { AppError, type Bytes, concat, hex } from '@madoguchi/kit'
import type { Command } from './command.ts'
import { cardError } from './errors.ts'
import { type Answer, exchange, type Transmit, unexpectedStatus } from './exchange.ts'
import type { StatusOutcome } from './status.ts'
import { readTlvHeader } from './tlv.ts'

/** 公的個人認証 (JPKI): certificates and keys. */
export const jpkiAid = hex.decode('D392F000260100000001')
/** 券面事項入力補助: the four printed attributes as text. */
export const attributesAid = hex.decode('D3921000310001010408')

/** Elementary files, by id. Ids below 1F also work as short ids. */
export const signingCertificateFile = 0x0001
export const presentCertificatesFile = 0x0008
export const authenticationCertificateFile = 0x000a
export const authenticationKeyFile = 0x0017
export const authenticationPinFile = 0x0018
export const signingKeyFile = 0x001a
export const signingPasswordFile = 0x001b
export const attributesFile = 0x0002
export const attributesPinFile = 0x0011

const blockLength = 256
/** For readers whose buffers do not hold a whole short answer. */
const smallBlockLength = 128
const fileLengthMax = 0x7fff

/** Answers by which a card tells that it does not know a form of command. None of them costs a try. */
const refusals: readonly StatusOutcome[] = [
  'wrong-length',
  'wrong-parameters',
  'wrong-offset',
  'file-not-found',
  'reference-not-found',
  'function-unsupported',
  'no-current-file',
  'conditions-not-met',
]
/** Not an answer to whether it is there: the card fails, or says that the application is there and may not be used. */
const noAnswer: readonly StatusOutcome[] = ['card-failure', 'memory-failure', 'more-data', 'wrong-expected-length']
/** "The selected file is invalidated" (ISO/IEC 7816-4, table 6). */
const invalidated = '6283'

export type ApplicationOptions = {
  /**
   * Ask for a whole file in one answer. Off unless told: not every reader carries extended commands. Where card or
   * reader refuses, files are read in blocks as if nothing had been asked for.
   */
  readonly readsExtended?: boolean
}

/** A selected application. It remembers which forms of command this card refused and does not try them again. */
export type Application = {
  /** Tries left for a PIN, 0 when blocked. Costs no try. Throws CARD_NO_SUCH_PIN when the card has no such file. */
  readTries(pinFile: number): Promise<number>
  /** One try. Callers MUST ask `readTries` of the same file before: that settles the form without risking a try. */
  verifyPin(pinFile: number, pin: Bytes): Promise<{ isRight: boolean; triesLeft?: number }>
  /** A file that holds one data element, cut to that element's length. */
  readFile(file: number): Promise<Bytes>
  /** What one answer holds of a file that is not made of data elements, from its start. */
  readStart(file: number): Promise<Bytes>
  /** RSASSA-PKCS1-v1_5 over a DigestInfo, under a key whose PIN was verified. */
  sign(keyFile: number, digestInfo: Bytes): Promise<Bytes>
}

/**
 * Selects an application by its AID. Throws CARD_NOT_JPKI when the card does not have it: other cards have many words for that.
 * A first command is tried again once on 6F00: some cards answer so right after power-up.
 */
export async function selectApplication(
  transmit: Transmit,
  aid: Bytes,
  options: ApplicationOptions = {},
): Promise<Application> {
  const select: Command = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: aid }
  let { status } = await exchange(transmit, select)
  if (status.outcome === 'card-failure') status = (await exchange(transmit, select)).status
  const isUnclear = noAnswer.includes(status.outcome) || status.word === invalidated
  if (isUnclear) throw unexpectedStatus('select-application', status)
  if (status.outcome !== 'ok') throw cardError('CARD_NOT_JPKI', 'This card has no such application.')
  return makeApplication(transmit, select, options)
}

type Form = 'extended' | 'read' | 'verify' | 'sign'

function makeApplication(transmit: Transmit, select: Command, options: ApplicationOptions): Application {
  const refused = new Set<Form>(options.readsExtended ? [] : ['extended'])
  let currentFile: number | undefined
  let readLength = blockLength

  async function selectFile(file: number): Promise<void> {
    if (currentFile === file) return
    const data = Uint8Array.of(file >> 8, file & 0xff)
    const { status } = await exchange(transmit, { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data })
    if (status.outcome !== 'ok') throw unexpectedStatus('select-file', status)
    currentFile = file
  }

  /** Sends a command that names its file, or undefined when the card refuses (now or earlier) that form. */
  async function tryForm(form: Form, command: Command): Promise<Answer | undefined> {
    if (refused.has(form)) return undefined
    currentFile = undefined
    const answer = await exchange(transmit, command)
    if (!refusals.includes(answer.status.outcome)) return answer
    refused.add(form)
    return undefined
  }

  async function tryOrSelect(form: Form, file: number, make: (reference: number) => Command): Promise<Answer> {
    const answer = await tryForm(form, make(0x80 + file))
    if (answer) return answer
    await selectFile(file)
    return exchange(transmit, make(0x80))
  }

  async function askForTries(pinFile: number): Promise<Answer> {
    try {
      return await tryOrSelect('verify', pinFile, (p2) => ({ cla: 0x00, ins: 0x20, p1: 0, p2 }))
    } catch (cause) {
      const isMissing = cause instanceof AppError && cause.facts.step === 'select-file' && cause.facts.status === '6A82'
      throw isMissing ? cardError('CARD_NO_SUCH_PIN', 'This card has no such PIN.', { cause }) : cause
    }
  }

  async function readFirstBlock(file: number): Promise<Bytes> {
    const short = { cla: 0x00, ins: 0xb0, p1: 0x80 + file, p2: 0 }
    const whole = await readExtended(short)
    const answer = whole ?? (await readAgainIfSmall(() => tryForm('read', { ...short, le: readLength })))
    if (answer) {
      currentFile = file
      return takeData(answer)
    }
    await selectFile(file)
    return readBlock(0, blockLength)
  }

  /** A refusal, an empty answer and a reader that gives up are all the same: this way does not work here. */
  async function readExtended(short: Command): Promise<Answer | undefined> {
    if (refused.has('extended')) return undefined
    try {
      const answer = await tryForm('extended', { ...short, le: 0x10000 })
      if (answer !== undefined && isRead(answer) && answer.data.length > 0) return answer
    } catch (error) {
      if (!isReaderFailure(error)) throw error
      // The reader may have reset the card, which then has no application selected.
      await exchange(transmit, select)
    }
    refused.add('extended')
    return undefined
  }

  async function readBlock(offset: number, length: number): Promise<Bytes> {
    const send = () => {
      const le = Math.min(length, readLength)
      return exchange(transmit, { cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le })
    }
    const answer = await readAgainIfSmall(send)
    const isTooLong = answer.status.outcome === 'wrong-length' && Math.min(length, readLength) > smallBlockLength
    if (!isTooLong) return takeData(answer)
    readLength = smallBlockLength
    return takeData(await send())
  }

  /** A reader that fails at a read, which costs nobody a try, may have too small a buffer: once more, with less. */
  async function readAgainIfSmall<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (error) {
      if (!isReaderFailure(error) || readLength === smallBlockLength) throw error
      readLength = smallBlockLength
      return read()
    }
  }

  return {
    async readTries(pinFile) {
      const { status } = await askForTries(pinFile)
      if (status.outcome === 'pin-blocked') return 0
      if (status.outcome !== 'pin-wrong' || status.count === undefined) throw unexpectedStatus('read-tries', status)
      return status.count
    },

    async verifyPin(pinFile, pin) {
      const isShort = !refused.has('verify')
      if (isShort) currentFile = undefined
      else await selectFile(pinFile)
      const p2 = isShort ? 0x80 + pinFile : 0x80
      const { status } = await exchange(transmit, { cla: 0x00, ins: 0x20, p1: 0, p2, data: pin })
      if (status.outcome === 'ok') return { isRight: true }
      if (status.outcome === 'pin-blocked') return { isRight: false, triesLeft: 0 }
      if (status.outcome !== 'pin-wrong' || status.count === undefined) throw unexpectedStatus('verify', status)
      return { isRight: false, triesLeft: status.count }
    },

    async readFile(file) {
      let bytes = await readFirstBlock(file)
      if (isBlank(bytes))
        throw cardError('CARD_ANSWER_MALFORMED', 'Nothing was ever written to a file.', { facts: { isBlank: true } })
      const { headerLength, valueLength } = readTlvHeader(bytes)
      const length = headerLength + valueLength
      if (length > fileLengthMax) throw cardError('CARD_ANSWER_MALFORMED', 'A file is longer than a card can address.')
      while (bytes.length < length) {
        const block = await readBlock(bytes.length, Math.min(blockLength, length - bytes.length))
        if (block.length === 0) throw cardError('CARD_ANSWER_MALFORMED', 'A file ends before its data element.')
        bytes = concat(bytes, block)
      }
      return bytes.slice(0, length)
    },

    readStart: readFirstBlock,

    async sign(keyFile, digestInfo) {
      const { status, data } = await tryOrSelect('sign', keyFile, (p2) => {
        return { cla: 0x80, ins: 0x2a, p1: 0, p2, data: digestInfo, le: blockLength }
      })
      if (status.outcome !== 'ok') throw unexpectedStatus('sign', status)
      return data
    },
  }
}

/** What a card's memory holds that nobody wrote to. */
function isBlank(bytes: Bytes): boolean {
  return bytes.length > 0 && (bytes.every((byte) => byte === 0xff) || bytes.every((byte) => byte === 0))
}

function takeData(answer: Answer): Bytes {
  if (!isRead(answer)) throw unexpectedStatus('read-file', answer.status)
  return answer.data
}

function isRead({ status }: Answer): boolean {
  return status.outcome === 'ok' || status.outcome === 'end-of-file'
}

function isReaderFailure(error: unknown): boolean {
  return error instanceof AppError && error.code === 'CARD_READER_FAILED'
}
