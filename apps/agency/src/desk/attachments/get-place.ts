import { mediaTypes, toAttachmentName } from '@madoguchi/filing'
import type { Attachments } from '../../attachments/open-attachments.ts'
import type { CaseFile, OpenedCase } from '../../cases/read-case.ts'
import { noteLine } from '../audit.ts'
import { type CaseGround, getCase } from '../cases/case-ground.ts'
import { demandThere, type OfficerVisit } from '../frame.ts'
import { attachmentWords } from './words.ja.ts'

export const filePath = '/cases/:filing/files/:of/:index'

export type FilePlace = {
  readonly opened: OpenedCase
  readonly attachments: Attachments
  /** The filing that it came with, and which part of it. */
  readonly filing: string
  readonly index: number
  readonly name: string
  readonly href: string
}

/** The file of the address, where this officer may see it. Throws PAGE_NOT_FOUND like for what is not there. */
export async function getPlace(ground: CaseGround, visit: OfficerVisit): Promise<FilePlace> {
  const opened = await getCase(ground, visit, ['look', 'handle'])
  const { c } = visit
  const files = opened.filings.flatMap((one) => one.files)
  const known = files.find((one) => one.filing === c.req.param('of') && String(one.index) === c.req.param('index'))
  const file = demandThere(known)
  const { filing, index } = file
  return {
    ...{ opened, filing, index, attachments: demandThere(ground.attachments), name: nameFile(file) },
    href: `/cases/${opened.filing}/files/${filing}/${index}`,
  }
}

/** Under which name it is shown and leaves: one that leads nowhere, with the ending of what it was taken for. */
export function nameFile({ name, index, mediaType: kind }: CaseFile): string {
  const mediaType = mediaTypes.find((one) => one === kind)
  return mediaType === undefined ? attachmentWords.file : toAttachmentName(name ?? '', { mediaType, number: index })
}

/** Writes that an officer looked, before the first byte leaves. */
export async function noteFileSeen({ desk }: CaseGround, visit: OfficerVisit, place: FilePlace): Promise<void> {
  const { db, clock } = desk.ground
  const { affair, subject } = place.opened
  const about = { affair, what: 'case-file-seen', subject: `${place.filing}/${place.index}` } as const
  await db.transact((tx) => noteLine(tx, clock.now(), visit.by, { ...about, personRef: subject }))
}

/** Whatever it is, no browser runs it, keeps it, or takes it for something else. */
export const strangersHeaders = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const
