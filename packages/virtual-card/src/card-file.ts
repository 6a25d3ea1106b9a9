import { createPrivateKey } from 'node:crypto'
import { AppError, base64, hex } from '@madoguchi/kit'

/** Habits of real cards that a client must survive. All off unless named. */
export type Quirks = {
  /** Extended commands are answered 6700. */
  readonly refusesExtendedLength: boolean
  /** Short file ids in READ, VERIFY and signing are answered 6A86. */
  readonly refusesShortFileIds: boolean
  /** The first command after power-up is answered 6F00. */
  readonly failsFirstCommand: boolean
  /** A blocked PIN is answered 6983, as the standard has it, and not 6984. */
  readonly saysBlockedAs6983: boolean
}

export const noQuirks: Quirks = {
  refusesExtendedLength: false,
  refusesShortFileIds: false,
  failsFirstCommand: false,
  saysBlockedAs6983: false,
}

/** A key pair with its certificate and the certificate of who issued it: base64 of the DER. */
type Credential = {
  readonly privateKeyPem: string
  readonly certificate: string
  readonly caCertificate: string
}

/** Everything a card remembers without power. `triesLeft` is all that it changes by itself, next to the PINs. */
export type CardFile = {
  readonly name: string
  /** Answer to reset, hexadecimal. */
  readonly atr: string
  readonly quirks: Quirks
  readonly authentication: Credential & { readonly pin: string; readonly triesLeft: number }
  /** null: a card without a signing certificate, as children under 15 have. */
  readonly signing: (Credential & { readonly password: string; readonly triesLeft: number }) | null
  readonly attributes: {
    readonly name: string
    readonly address: string
    /** YYYYMMDD */
    readonly birthDate: string
    /** 1 male, 2 female, 9 not applicable */
    readonly sex: '1' | '2' | '9'
    readonly pin: string
    readonly triesLeft: number
  }
}

/** What the real card answers to reset in a contact reader (T=1). No client may tell the card by it. */
export const contactAtr = '3BDA13FF8131FB468012392F31C173C601C03B'

export const pinTries = 3
export const passwordTries = 5
export const pinPattern = /^[0-9]{4}$/
export const passwordPattern = /^[A-Z0-9]{6,16}$/

/** Reads what a JSON file held. Throws VIRTUAL_CARD_FILE_MALFORMED, naming the first field that is wrong. */
export function parseCardFile(input: unknown): CardFile {
  const file = openFields(input, 'file')
  const quirks = openFields(file.take('quirks') ?? {}, 'quirks')
  const card: CardFile = {
    name: file.text('name', /^.{1,100}$/su),
    atr: file.text('atr', /^3[BF]([0-9A-F]{2}){1,32}$/i),
    quirks: {
      refusesExtendedLength: quirks.flag('refusesExtendedLength'),
      refusesShortFileIds: quirks.flag('refusesShortFileIds'),
      failsFirstCommand: quirks.flag('failsFirstCommand'),
      saysBlockedAs6983: quirks.flag('saysBlockedAs6983'),
    },
    authentication: takeAuthentication(openFields(file.take('authentication'), 'authentication')),
    signing: parseSigning(file.take('signing')),
    attributes: takeAttributes(openFields(file.take('attributes'), 'attributes')),
  }
  quirks.close()
  file.close()
  return card
}

function takeAuthentication(fields: Fields): CardFile['authentication'] {
  const value = { ...takeCredential(fields), pin: fields.text('pin', pinPattern), triesLeft: fields.tries(pinTries) }
  fields.close()
  return value
}

function parseSigning(input: unknown): CardFile['signing'] {
  if (input === null) return null
  const fields = openFields(input, 'signing')
  const password = fields.text('password', passwordPattern)
  const value = { ...takeCredential(fields), password, triesLeft: fields.tries(passwordTries) }
  fields.close()
  return value
}

function takeAttributes(fields: Fields): CardFile['attributes'] {
  const sex = fields.text('sex', /^[129]$/)
  const value: CardFile['attributes'] = {
    name: fields.text('name', /^.{1,200}$/su),
    address: fields.text('address', /^.{1,500}$/su),
    birthDate: fields.text('birthDate', /^\d{8}$/),
    sex: sex === '1' || sex === '2' ? sex : '9',
    pin: fields.text('pin', pinPattern),
    triesLeft: fields.tries(pinTries),
  }
  fields.close()
  return value
}

function takeCredential(fields: Fields): Credential {
  const privateKeyPem = fields.text('privateKeyPem', /^-----BEGIN [A-Z ]*PRIVATE KEY-----\s/)
  fields.demandRight('privateKeyPem', () => isRsa2048(privateKeyPem))
  return { privateKeyPem, certificate: fields.der('certificate'), caCertificate: fields.der('caCertificate') }
}

function isRsa2048(pem: string): boolean {
  const key = createPrivateKey(pem)
  return key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === 2048
}

type Fields = ReturnType<typeof openFields>

function openFields(input: unknown, path: string) {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw malformed(path)
  const rest = new Map<string, unknown>(Object.entries(input))
  function take(name: string): unknown {
    const value = rest.get(name)
    rest.delete(name)
    return value
  }
  function demandRight(name: string, isRight: () => boolean): void {
    let isFine = false
    try {
      isFine = isRight()
    } catch (cause) {
      throw malformed(`${path}.${name}`, cause)
    }
    if (!isFine) throw malformed(`${path}.${name}`)
  }
  function text(name: string, pattern: RegExp): string {
    const value = take(name)
    if (typeof value !== 'string' || !pattern.test(value)) throw malformed(`${path}.${name}`)
    return value
  }
  return {
    take,
    demandRight,
    text,
    flag(name: string): boolean {
      const value = take(name) ?? false
      if (typeof value !== 'boolean') throw malformed(`${path}.${name}`)
      return value
    },
    tries(most: number): number {
      const value = take('triesLeft')
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
        throw malformed(`${path}.triesLeft`)
      }
      return value
    },
    der(name: string): string {
      const value = text(name, /^[A-Za-z0-9+/]+={0,2}$/)
      demandRight(name, () => isWholeSequence(base64.decode(value)))
      return value
    },
    close(): void {
      const [unknown] = rest.keys()
      if (unknown !== undefined) throw malformed(`${path}.${unknown}`)
    },
  }
}

/** A DER SEQUENCE with a two-byte length that fills the bytes: what every certificate of this size is. */
function isWholeSequence(der: Uint8Array): boolean {
  return hex.encode(der.subarray(0, 2)) === '3082' && der.length === 4 + (der[2] ?? 0) * 0x100 + (der[3] ?? 0)
}

function malformed(path: string, cause?: unknown) {
  return new AppError('VIRTUAL_CARD_FILE_MALFORMED', `The card file is wrong at ${path}.`, { cause, facts: { path } })
}
