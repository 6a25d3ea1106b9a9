import { base64url } from '@madoguchi/kit'
import type { FormerParty, Party, PartyAbout } from '@madoguchi/messages'
import { keyIdOf, readPublicKey } from '@madoguchi/messages'

/** A party of a directory, as an operator reads it. */
export function tellParty(party: Party): string {
  const { id, kind, kinds, municipality, url, networkUrl, keys, tlsKeys = [], provides, about } = party
  return lines([
    `${id} (${[kind, ...kinds].join(', ')})`,
    ...tellAbout(about),
    ...[...new Set([networkUrl, url])].flatMap((address) => (address === undefined ? [] : `  at        ${address}`)),
    ...(municipality === undefined ? [] : [`  is        ${municipality}`]),
    ...(provides.length === 0 ? [] : [`  provides  ${provides.join(', ')}`]),
    ...keys.map(tellKey),
    ...tlsKeys.map(
      ({ spkiSha256, validFrom, validUntil }) => `  TLS       ${spkiSha256}  ${validFrom} to ${validUntil}`,
    ),
  ])
}

/** A party that left. */
export function tellFormer({ id, kind, leftOn, keys, about }: FormerParty): string {
  return lines([`${id} (${kind}) left on ${leftOn}`, ...tellAbout(about), ...keys.map(tellKey)])
}

function tellAbout(about: PartyAbout | undefined): string[] {
  if (about === undefined) return ['  called    (by its id: it has not said how)']
  const { name, kana, code, headTitle, insurerNumber, contact, counter } = about
  return [
    `  called    ${name}(${kana})`,
    ...(code === undefined ? [] : [`  機関コード ${code}`]),
    ...(headTitle === undefined ? [] : [`  head      ${headTitle}`]),
    ...(insurerNumber === undefined ? [] : [`  insurer   ${insurerNumber}`]),
    ...(contact === undefined
      ? []
      : [
          `  call      ${contact.section} ${contact.phone}(${contact.hours})`,
          `  write     ${contact.postalAddress}${contact.email === undefined ? '' : ` ${contact.email}`}`,
        ]),
    ...(counter === undefined
      ? []
      : [`  counter   ${counter.name} ${counter.place} ${counter.phone}(${counter.hours})`]),
  ]
}

function tellKey({ publicKey, validFrom, validUntil }: Party['keys'][number]): string {
  const bytes = base64url.decode(publicKey)
  readPublicKey(bytes)
  return `  signing   ${keyIdOf(bytes)}  ${validFrom} to ${validUntil}`
}

function lines(all: readonly string[]): string {
  return `\n${all.join('\n')}\n`
}
