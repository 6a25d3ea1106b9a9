import { type Bytes, base64, hex, utf8 } from '@madoguchi/kit'
import { encodeAttributesFile } from './attributes-file.ts'
import { type CardFile, passwordPattern, passwordTries, pinPattern, pinTries } from './card-file.ts'
import { encodeTokenInfo } from './token-info.ts'

/** A secret on the card. `write` gives the card file with this secret or its counter changed. */
export type Secret = {
  readonly kind: 'secret'
  readonly name: string
  readonly triesMax: number
  readonly pattern: RegExp
  read(file: CardFile): { value: Bytes; triesLeft: number }
  write(file: CardFile, change: { value?: string; triesLeft: number }): CardFile
}

/** An elementary file. `behind` names the secret that opens it. */
export type ElementaryFile =
  | { readonly kind: 'data'; readonly content: Bytes; readonly behind?: Secret }
  | { readonly kind: 'key'; readonly privateKeyPem: string; readonly behind: Secret }
  | Secret

export type CardApplication = { readonly aid: string; readonly files: ReadonlyMap<number, ElementaryFile> }

const authenticationPin: Secret = {
  kind: 'secret',
  name: 'authentication',
  triesMax: pinTries,
  pattern: pinPattern,
  read: ({ authentication }) => ({ value: utf8.encode(authentication.pin), triesLeft: authentication.triesLeft }),
  write: (file, { value = file.authentication.pin, triesLeft }) => {
    return { ...file, authentication: { ...file.authentication, pin: value, triesLeft } }
  },
}

const signingPassword: Secret = {
  kind: 'secret',
  name: 'signing',
  triesMax: passwordTries,
  pattern: passwordPattern,
  read: ({ signing }) => ({ value: utf8.encode(signing?.password ?? ''), triesLeft: signing?.triesLeft ?? 0 }),
  write: (file, { value, triesLeft }) => {
    const { signing } = file
    return signing ? { ...file, signing: { ...signing, password: value ?? signing.password, triesLeft } } : file
  },
}

const attributesPin: Secret = {
  kind: 'secret',
  name: 'attributes',
  triesMax: pinTries,
  pattern: pinPattern,
  read: ({ attributes }) => ({ value: utf8.encode(attributes.pin), triesLeft: attributes.triesLeft }),
  write: (file, { value = file.attributes.pin, triesLeft }) => {
    return { ...file, attributes: { ...file.attributes, pin: value, triesLeft } }
  },
}

/** The two applications of this card and their files, keyed by file id. */
export function makeApplications(file: CardFile): readonly CardApplication[] {
  const { authentication, signing } = file
  const jpki = new Map<number, ElementaryFile>([
    [0x0006, { kind: 'data', content: encodeTokenInfo() }],
    // Which certificates there are. That the first byte speaks of the signing one is our guess.
    [0x0008, { kind: 'data', content: hex.decode(signing ? '8F8F00' : '008F00') }],
    [0x000a, { kind: 'data', content: base64.decode(authentication.certificate) }],
    [0x000b, { kind: 'data', content: base64.decode(authentication.caCertificate) }],
    [0x0017, { kind: 'key', privateKeyPem: authentication.privateKeyPem, behind: authenticationPin }],
    [0x0018, authenticationPin],
  ])
  if (signing) {
    jpki.set(0x0001, { kind: 'data', content: base64.decode(signing.certificate), behind: signingPassword })
    jpki.set(0x0002, { kind: 'data', content: base64.decode(signing.caCertificate) })
    jpki.set(0x001a, { kind: 'key', privateKeyPem: signing.privateKeyPem, behind: signingPassword })
    jpki.set(0x001b, signingPassword)
  }
  // No EF 0001 here: it would hold the My Number, and this repository has none.
  const attributes = new Map<number, ElementaryFile>([
    [0x0002, { kind: 'data', content: encodeAttributesFile(file.attributes), behind: attributesPin }],
    [0x0005, { kind: 'data', content: hex.decode('FF4000') }],
    [0x0011, attributesPin],
  ])
  return [
    { aid: 'd392f000260100000001', files: jpki },
    { aid: 'd3921000310001010408', files: attributes },
  ]
}
