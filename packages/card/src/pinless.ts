import type { No } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import {
  type Application,
  attributesAid,
  attributesPinFile,
  authenticationPinFile,
  jpkiAid,
  presentCertificatesFile,
  selectApplication,
} from './application.ts'
import { unlessMissing } from './errors.ts'
import type { Transmit } from './exchange.ts'

/**
 * Whether a card is as a 顔認証マイナンバーカード is: it has an authentication certificate whose PIN, like that of the attributes, was never open,
 * and no signing certificate. A card both of whose PINs were blocked by wrong entries, of somebody who has none, looks the same:
 * whoever says so says both. Costs no try.
 */
export async function isPinless(transmit: Transmit): Promise<boolean> {
  const jpki = await selectApplication(transmit, jpkiAid)
  if ((await unlessMissing(jpki.readTries(authenticationPinFile))) !== 0 || (await hasSigningCertificate(jpki)))
    return false
  const attributes = await unlessMissing(selectApplication(transmit, attributesAid))
  const triesLeft = attributes && (await unlessMissing(attributes.readTries(attributesPinFile)))
  return triesLeft === undefined || triesLeft === 0
}

/** EF 0008 has a byte for each of the two certificates, 8F when it is there. Which is whose does not matter: one was read. */
export async function hasSigningCertificate(jpki: Application): Promise<boolean> {
  const present = await jpki.readStart(presentCertificatesFile)
  return present[0] === 0x8f && present[1] === 0x8f
}

/** A PIN that was blocked before anything was tried may be one that the card never had. */
export async function nameBlocked<Code extends string>(
  transmit: Transmit,
  refused: No<Code>,
): Promise<No<Code | 'CARD_WITHOUT_PIN'>> {
  const isBlocked = refused.code === 'CARD_PIN_BLOCKED' && refused.facts.triesBefore === 0
  return isBlocked && (await isPinless(transmit)) ? no('CARD_WITHOUT_PIN') : refused
}
