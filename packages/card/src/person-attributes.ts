import { type Bytes, no, ok, utf8, type Verdict } from '@madoguchi/kit'
import { attributesAid, attributesFile, attributesPinFile, jpkiAid, selectApplication } from './application.ts'
import { isOfNextGeneration, readCertificate } from './auth-certificate.ts'
import type { CheckCertificate } from './authentication-key.ts'
import { type CardCode, cardError, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { readPin } from './pin.ts'
import { readTlvList } from './tlv.ts'
import { unlock } from './unlock.ts'

/**
 * 氏名・住所・生年月日 (YYYY-MM-DD, zeros for a part that the residents' register does not know: 1925-00-00)・性別 (1 male,
 * 2 female, 9 not applicable), as the card has them.
 */
export type PersonAttributes = { name: string; address: string; birthDate: string; sex: '1' | '2' | '9' }

const outerTag = 0xff20
const nameTag = 0xdf22
const addressTag = 0xdf23
const birthDateTag = 0xdf24
const sexTag = 0xdf25

/**
 * Reads the four attributes from 券面事項入力補助 (EF 0002) under its own 4-digit PIN (EF 0011).
 * The My Number (EF 0001) is never asked for. Throws as `logIn` does.
 */
export async function readPersonAttributes(
  transmit: Transmit,
  options: {
    readonly pin: string | Bytes
    readonly acceptLastTry?: boolean
    /** Sees the authentication certificate before the PIN is tried. */
    readonly checkCertificate?: CheckCertificate
  },
): Promise<Verdict<PersonAttributes, CardCode>> {
  const pin = readPin(options.pin)
  if (!pin.ok) return pin
  try {
    return await returnCitizenErrors<PersonAttributes, CardCode>(async () => {
      const { acceptLastTry = false, checkCertificate } = options
      const early = checkCertificate && (await readCertificate(await selectApplication(transmit, jpkiAid)))
      if (early && isOfNextGeneration(early)) return no('CARD_NEXT_GENERATION')
      if (early && !checkCertificate(early)) return no('CARD_CERTIFICATE_REFUSED')
      const application = await selectApplication(transmit, attributesAid)
      const unlocked = await unlock(application, { pinFile: attributesPinFile, pin: pin.value, acceptLastTry })
      if (!unlocked.ok) return unlocked
      return ok(readAttributes(await application.readFile(attributesFile)))
    })
  } finally {
    pin.value.fill(0)
  }
}

/** FF20 { DF21 offsets, DF22 name, DF23 address, DF24 YYYYMMDD, DF25 sex }, UTF-8. Throws CARD_ANSWER_MALFORMED. */
export function readAttributes(file: Bytes): PersonAttributes {
  const [outer, ...others] = readTlvList(file)
  if (outer?.tag !== outerTag || others.length > 0) throw malformed()
  const inner = readTlvList(outer.value)
  function getText(tag: number): string {
    const found = inner.filter((element) => element.tag === tag)
    const [element] = found
    if (!element || found.length > 1) throw malformed()
    try {
      return utf8.decode(element.value)
    } catch (cause) {
      throw malformed(cause)
    }
  }
  // How a card writes what is unknown is not public: zeros are what certificates have, spaces mean the same.
  const birth = /^(\d{4})(\d{2})(\d{2})$/.exec(getText(birthDateTag).replaceAll(' ', '0'))
  const sex = getText(sexTag)
  if (!birth || (sex !== '1' && sex !== '2' && sex !== '9')) throw malformed()
  return { name: getText(nameTag), address: getText(addressTag), birthDate: birth.slice(1).join('-'), sex }
}

function malformed(cause?: unknown) {
  return cardError('CARD_ANSWER_MALFORMED', 'The attributes file has not the form FF20 { DF21..DF25 }.', { cause })
}
