import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, base64, sha256, utf8 } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import { parseCertificate } from '@madoguchi/pki'
import { encodePrivateKey, makeRsaKeyPair } from '@madoguchi/pki/issue'
import type { Registry, RegistryDesk } from '@madoguchi/registry'
import type { CardFile, VirtualCard } from '@madoguchi/virtual-card'
import { contactAtr, noQuirks, openVirtualCard, parseCardFile } from '@madoguchi/virtual-card'
import type { DataFolder } from './data-folder.ts'
import type { Resident } from './residents/index.ts'

/** What the demo tells people about a card. */
export type DemoCard = {
  readonly name: string
  readonly pin: string
  readonly password: string | null
  readonly resident: string
}

/** Has a card issued: keys are made here, on the card's side; the registry sees their public halves only. */
export async function createCard(options: {
  folder: Pick<DataFolder, 'cards'>
  registry: Pick<Registry, 'issueCard'>
  resident: Pick<Resident, 'residentCode' | 'sex'>
  name: string
}): Promise<void> {
  const { folder, registry, resident, name } = options
  if ((await findText(pathOf(folder, name))) !== undefined) return
  const [authentication, signing] = await Promise.all([makeRsaKeyPair(), makeRsaKeyPair()])
  const issued = await registry.issueCard({
    residentCode: resident.residentCode,
    authenticationKey: authentication.publicKey,
    signingKey: signing.publicKey,
  })
  const encode = ({ certificate, caCertificate }: { certificate: Uint8Array; caCertificate: Uint8Array }) => ({
    certificate: base64.encode(certificate),
    caCertificate: base64.encode(caCertificate),
  })
  const pin = digitsOf(`${name} pin`)
  const file: CardFile = {
    name,
    atr: contactAtr,
    quirks: noQuirks,
    authentication: {
      ...encode(issued.authentication),
      privateKeyPem: encodePrivateKey(authentication.privateKey),
      pin,
      triesLeft: 3,
    },
    signing:
      issued.signing === undefined
        ? null
        : {
            ...encode(issued.signing),
            privateKeyPem: encodePrivateKey(signing.privateKey),
            // Capital letters and digits, as the card takes them.
            password: `${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}${pin}`.slice(0, 16),
            triesLeft: 5,
          },
    attributes: {
      name: issued.holder.name,
      address: issued.holder.address,
      birthDate: issued.holder.birthDate.replaceAll('-', ''),
      sex: resident.sex === 'male' ? '1' : '2',
      pin,
      triesLeft: 3,
    },
  }
  await writeWhole({ path: pathOf(folder, name), data: `${JSON.stringify(file, null, 2)}\n` })
}

/**
 * A renewed card for the holder of a demo card, beside it: `hanako-2` after `hanako`. As a renewal does, it revokes the old
 * one's certificates (superseded), unless `keepsOld`. Throws AppError CARD_UNKNOWN; undefined for a card whose
 * certificate this registry did not issue or enrol.
 */
export async function renewCard(options: {
  folder: Pick<DataFolder, 'cards'>
  registry: Pick<RegistryDesk, 'issueCard' | 'findHolder' | 'revoke'>
  name: string
  keepsOld: boolean
}): Promise<DemoCard | undefined> {
  const { folder, registry, keepsOld } = options
  const old = await readCard(folder, options.name)
  const certificates = [old.authentication, ...(old.signing === null ? [] : [old.signing])]
  const prints = certificates.flatMap(({ certificate }) => {
    const parsed = parseCertificate(base64.decode(certificate))
    return parsed.ok ? [parsed.value.fingerprint] : []
  })
  const residentCode = await registry.findHolder(prints[0] ?? '')
  if (residentCode === undefined) return undefined
  const name = await chooseFreeName(folder, old.name.replace(/-\d+$/, ''))
  const sex = old.attributes.sex === '1' ? 'male' : 'female'
  await createCard({ folder, registry, resident: { residentCode, sex }, name })
  if (!keepsOld) for (const fingerprint of prints) await registry.revoke(fingerprint, 'superseded')
  return describeCard(await readCard(folder, name))
}

async function chooseFreeName(folder: Pick<DataFolder, 'cards'>, base: string): Promise<string> {
  for (let count = 2; ; count++) {
    const name = `${base}-${count}`
    if ((await findText(pathOf(folder, name))) === undefined) return name
  }
}

/** The demo cards of a data folder, whether its nation runs or not, by name. */
export async function readDemoCards(folder: DataFolder): Promise<DemoCard[]> {
  const files = (await readdir(folder.cards)).filter((name) => name.endsWith('.json'))
  // Without their ending, so that a renewed card stands after the one before.
  const names = files.map((file) => file.slice(0, -'.json'.length)).sort()
  return Promise.all(
    names.map(async (name) => {
      if (!isCardName(name))
        throw new AppError(
          'CARD_FILE_WRONG',
          `The card file ${name}.json cannot be used: its name has to be of a-z, 0-9 and -.`,
        )
      return describeCard(await readCard(folder, name))
    }),
  )
}

function describeCard({ name, authentication, signing, attributes }: CardFile): DemoCard {
  return { name, pin: authentication.pin, password: signing?.password ?? null, resident: attributes.name }
}

/** The authentication certificate of a demo card, DER; undefined when there is no such card. */
export async function findCardCertificate(folder: DataFolder, name: string): Promise<Uint8Array | undefined> {
  try {
    return base64.decode((await readCard(folder, name)).authentication.certificate)
  } catch (error) {
    if (error instanceof AppError && error.code === 'CARD_UNKNOWN') return undefined
    throw error
  }
}

/** Powers a card up. What it remembers is in its file before it answers. Throws AppError CARD_UNKNOWN. */
export async function powerUpCard(folder: DataFolder, name: string): Promise<VirtualCard> {
  const file = await readCard(folder, name)
  return openVirtualCard({
    file,
    onChange: (changed) => writeWhole({ path: pathOf(folder, name), data: `${JSON.stringify(changed, null, 2)}\n` }),
  })
}

/** Lends a card's `transmit`, one borrower at a time, and powers it down afterwards. */
export function makeCardReader(folder: DataFolder) {
  return makeCardCase(folder).withCard
}

/** The demo's cards, each for one borrower at a time; between two of them it can be unlocked. */
export function makeCardCase(folder: DataFolder) {
  const busy = new Map<string, Promise<unknown>>()

  async function inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
    const before = busy.get(name)
    const turn = (async () => {
      // How the borrower before us fared is theirs to hear.
      await before?.catch(() => undefined)
      return await act()
    })()
    busy.set(name, turn)
    try {
      return await turn
    } finally {
      if (busy.get(name) === turn) busy.delete(name)
    }
  }

  return {
    withCard: <T>(name: string, use: (transmit: VirtualCard['transmit']) => Promise<T>): Promise<T> =>
      inTurn(name, async () => {
        const card = await powerUpCard(folder, name)
        try {
          return await use(card.transmit)
        } finally {
          await card.powerOff()
        }
      }),
    /** Gives every PIN its tries again, as the counter of a city does; the PINs stay. Throws AppError CARD_UNKNOWN. */
    unlock: (name: string): Promise<void> =>
      inTurn(name, async () => {
        const file = await readCard(folder, name)
        const whole: CardFile = {
          ...file,
          authentication: { ...file.authentication, triesLeft: 3 },
          signing: file.signing === null ? null : { ...file.signing, triesLeft: 5 },
          attributes: { ...file.attributes, triesLeft: 3 },
        }
        await writeWhole({ path: pathOf(folder, name), data: `${JSON.stringify(whole, null, 2)}\n` })
      }),
  }
}

async function readCard(folder: Pick<DataFolder, 'cards'>, name: string): Promise<CardFile> {
  const unknown = () =>
    new AppError(
      'CARD_UNKNOWN',
      `There is no demo card named ${name} in ${folder.cards}; "madoguchi demo cards" lists them, --data names another demo.`,
      {
        facts: { name },
      },
    )
  if (!isCardName(name)) throw unknown()
  const text = await findText(pathOf(folder, name))
  if (text === undefined) throw unknown()
  return parseCard(name, text)
}

/** Card files also come from others: what is wrong with one is said with its name. */
function parseCard(name: string, text: string): CardFile {
  const refuse = (why: string, cause?: unknown) =>
    new AppError('CARD_FILE_WRONG', `The card file ${name}.json cannot be used: ${why}`, { cause, facts: { name } })
  let card: CardFile
  try {
    card = parseCardFile(JSON.parse(text))
  } catch (cause) {
    if (cause instanceof SyntaxError) throw refuse('it is no JSON.', cause)
    if (cause instanceof AppError) throw refuse(cause.message, cause)
    throw cause
  }
  if (card.name !== name) throw refuse(`it is named "${card.name}" inside; both names have to be the same.`)
  return card
}

function isCardName(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,39}$/.test(name)
}

function pathOf(folder: Pick<DataFolder, 'cards'>, name: string): string {
  return join(folder.cards, `${name}.json`)
}

/** Four digits that look like somebody's own choice, the same at every reset, so that a demo can be rehearsed. */
function digitsOf(text: string): string {
  return String(new DataView(sha256(utf8.encode(text)).buffer).getUint32(0) % 10_000).padStart(4, '0')
}
