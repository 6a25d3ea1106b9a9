import { constants, privateEncrypt } from 'node:crypto'
import { type Bytes, concat, equalBytes, hex, utf8 } from '@madoguchi/kit'
import type { CardFile } from './card-file.ts'
import { type CommandFrame, readCommandFrame } from './command-frame.ts'
import { type CardApplication, type ElementaryFile, makeApplications, type Secret } from './file-system.ts'

/** What the card keeps over power off, and how it tells that it changed. */
type Memory = { read(): CardFile; write(file: CardFile): Promise<void> }

type OperatingSystem = {
  answer(command: Bytes): Promise<Bytes>
  /** Warm reset: the selection goes, verified PINs stay. */
  reset(): void
  /** Cold: everything that memory does not hold goes. */
  powerOff(): void
}

const digestInfoOfSha256 = hex.decode('3031300D060960864801650304020105000420')
/** 256 bytes of modulus less the 11 that PKCS#1 v1.5 padding takes. */
const signedLengthMax = 245

/** The commands of a My Number Card, after public descriptions of its behaviour (OpenSC, jpki/myna, myna-card). */
export function makeOperatingSystem(memory: Memory): OperatingSystem {
  const { quirks } = memory.read()
  const applications = makeApplications(memory.read())
  let application: CardApplication | undefined
  let current: ElementaryFile | undefined
  let isFresh = true
  // Sticky: measured cards forget a verified PIN only when power goes, not on reset nor on another SELECT.
  const verified = new Set<Secret>()

  async function answer(bytes: Bytes): Promise<Bytes> {
    const wasFresh = isFresh
    isFresh = false
    if (wasFresh && quirks.failsFirstCommand) return say('6F00')
    const command = readCommandFrame(bytes)
    if (!command) return say('6700')
    if (command.cla >= 0x01 && command.cla <= 0x03) return say('6881')
    if (command.isExtended && quirks.refusesExtendedLength) return say('6700')
    if (command.cla === 0x80 && command.ins === 0x2a) return sign(command)
    if (command.cla !== 0x00) return say('6E00')
    switch (command.ins) {
      case 0xa4:
        return select(command)
      case 0xb0:
        return readBinary(command)
      case 0x20:
        return verify(command)
      case 0x24:
        return changeSecret(command)
      default:
        return say('6D00')
    }
  }

  function select({ p1, p2, body, ne }: CommandFrame): Bytes {
    const id = hex.encode(body)
    if (p1 === 0x04 && (p2 === 0x00 || p2 === 0x0c)) {
      const found = applications.find(({ aid }) => aid === id)
      if (!found) return say('6A82')
      application = found
      current = undefined
      const name = concat(Uint8Array.of(0x84, body.length), body)
      return p2 === 0x00 && ne > 0 ? say('9000', concat(Uint8Array.of(0x6f, name.length), name)) : say('9000')
    }
    // Selecting the master file does nothing: refused before an application is selected, ignored after.
    if (p1 === 0x00 && (id === '' || id === '3f00')) return say(application ? '9000' : '6A86')
    if (p1 !== 0x02 || p2 !== 0x0c) return say('6A86')
    if (body.length !== 2) return say('6700')
    const found = application?.files.get(Number.parseInt(id, 16))
    if (!found) return say('6A82')
    current = found
    return say('9000')
  }

  function readBinary({ p1, p2, body, ne }: CommandFrame): Bytes {
    if (body.length > 0 || ne === 0) return say('6700')
    let offset = p1 * 0x100 + p2
    if (p1 & 0x80) {
      const found = selectByShortId(p1)
      if (typeof found === 'string') return say(found)
      current = found
      offset = p2
    }
    if (current?.kind !== 'data') return say('6986')
    if (current.behind && !verified.has(current.behind)) return say('6982')
    if (offset >= current.content.length) return say('6B00')
    return say('9000', current.content.slice(offset, offset + ne))
  }

  async function verify({ p1, p2, body, isExtended, ne }: CommandFrame): Promise<Bytes> {
    if (p1 !== 0x00) return say('6A86')
    const secret = selectByReference(p2)
    if (typeof secret === 'string') return say(secret)
    if (secret.kind !== 'secret') return say('6A86')
    if (isExtended || ne > 0 || body.length > 16) return say('6700')
    const { value, triesLeft } = secret.read(memory.read())
    // The counter, also right after a correct entry: this card does not answer 9000 here.
    if (body.length === 0) return say(countdown(triesLeft))
    if (triesLeft === 0) return say(quirks.saysBlockedAs6983 ? '6983' : '6984')
    const isRight = equalBytes(body, value)
    const left = isRight ? secret.triesMax : triesLeft - 1
    if (!isRight) verified.delete(secret)
    // Memory first: a card torn out before it answered must not give the try back.
    if (left !== triesLeft) await memory.write(secret.write(memory.read(), { triesLeft: left }))
    if (!isRight) return say(countdown(left))
    verified.add(secret)
    return say('9000')
  }

  async function changeSecret({ p1, p2, body }: CommandFrame): Promise<Bytes> {
    if (p1 !== 0x01) return say('6A86')
    const secret = selectByReference(p2)
    if (typeof secret === 'string') return say(secret)
    if (secret.kind !== 'secret') return say('6A86')
    if (!verified.has(secret)) return say('6982')
    const value = Buffer.from(body).toString('latin1')
    if (!secret.pattern.test(value) || !equalBytes(utf8.encode(value), body)) return say('6A80')
    await memory.write(secret.write(memory.read(), { value, triesLeft: secret.triesMax }))
    return say('9000')
  }

  function sign({ p1, p2, body, ne }: CommandFrame): Bytes {
    if (p1 !== 0x00 && p1 !== 0x02) return say('6A86')
    const key = selectByReference(p2)
    if (typeof key === 'string') return say(key)
    if (key.kind !== 'key') return say('6A86')
    if (!verified.has(key.behind)) return say('6982')
    const isHash = p1 === 0x02
    if (body.length === 0 || body.length > signedLengthMax || (isHash && body.length !== 32)) return say('6700')
    if (ne < 256) return say('6700')
    // Whatever the bytes are: the card gives a signature no meaning.
    const signed = isHash ? concat(digestInfoOfSha256, body) : body
    const options = { key: key.privateKeyPem, padding: constants.RSA_PKCS1_PADDING }
    return say('9000', new Uint8Array(privateEncrypt(options, signed)))
  }

  /** For P2 of VERIFY, CHANGE and signing: 80 is the current file, 80 + n the file with short id n. */
  function selectByReference(p2: number): ElementaryFile | StatusWord {
    return p2 === 0x80 ? (current ?? '6986') : selectByShortId(p2)
  }

  function selectByShortId(byte: number): ElementaryFile | StatusWord {
    const id = byte & 0x1f
    if (quirks.refusesShortFileIds || (byte & 0xe0) !== 0x80 || id === 0) return '6A86'
    return application?.files.get(id) ?? '6A82'
  }

  function reset(): void {
    application = undefined
    current = undefined
  }

  return {
    answer,
    reset,
    powerOff() {
      reset()
      verified.clear()
      isFresh = true
    },
  }
}

type StatusWord = `6${string}` | '9000'

function say(status: StatusWord, data: Bytes = new Uint8Array()): Bytes {
  return concat(data, hex.decode(status))
}

function countdown(triesLeft: number): StatusWord {
  return `63C${triesLeft.toString(16)}`
}
