import type { Bytes, Clock, Log, Verdict } from '@madoguchi/kit'
import { AppError, concat, minuteMs, no, ok } from '@madoguchi/kit'
import { type PictureCode, pictureErrors, type ScanCode, scanErrors } from './errors.ts'
import { makeLately } from './make-lately.ts'
import { type DrawnPage, makePicture } from './pictures/make-picture.ts'
import { type Scanner, scanBytes } from './scan/scan-bytes.ts'
import { makeTurns } from './walled/make-turns.ts'

type StrangersFile = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly bytes: AsyncIterable<Bytes>
}
type Place = { readonly filing: string; readonly index: number }
type Scan = Verdict<undefined, ScanCode>

/** What officers get of strangers' files; undefined where there is none. What the scanner stops is neither drawn nor given out. */
export type Attachments = {
  /** Whether a scanner was named. */
  readonly isScanned: boolean
  /** One page as PNG, made where nothing can come of it; the first is 1. */
  findPicture(place: Place & { readonly page: number }): Promise<Verdict<DrawnPage, PictureCode | ScanCode> | undefined>
  /** The file as it came. */
  findFile(place: Place): Promise<Verdict<StrangersFile, ScanCode> | undefined>
}

const attachmentErrors = { ...pictureErrors, ...scanErrors }

const picturesAtOnce = 2
const picturesWaitingMax = 40
/** A page that says how its picture came out is followed by the browser asking for it. */
const picturesKept = 6
const scansKept = 1000
/** The scanner learns; for so long it is not asked again. */
const scanHoldsMs = 10 * minuteMs

export function openAttachments({
  readPart,
  scanner,
  clock,
  log,
}: {
  /** Opens it anew each time. */
  readonly readPart: (filing: string, index: number) => Promise<StrangersFile | undefined>
  /** Absent where no scanner was named: then nothing is held back. */
  readonly scanner: Scanner | undefined
  readonly clock: Clock
  readonly log: Log
}): Attachments {
  const takeTurn = makeTurns({ atOnce: picturesAtOnce, waitingMax: picturesWaitingMax })
  const pictures = makeLately<Verdict<DrawnPage, PictureCode>>(picturesKept)
  const scans = makeLately<{ readonly scan: Scan; readonly until: number }>(scansKept)

  /** What an operator can mend is told where operators look. */
  function tell(told: Verdict<unknown, PictureCode | ScanCode>): void {
    if (!told.ok && attachmentErrors[told.code].move === 'operator')
      log.warn('ATTACHMENT_HELD_BACK', { code: told.code, ...told.facts })
  }

  async function findScan({ filing, index }: Place): Promise<Scan | undefined> {
    const now = clock.now().getTime()
    const known = scans.find(`${filing}/${index}`)
    if (known !== undefined && known.until > now) return known.scan
    const file = await readPart(filing, index)
    if (file === undefined) return undefined
    if (scanner === undefined) return ok()
    const scan = await scanBytes(scanner, file.bytes)
    tell(scan)
    // A scanner that could not look is asked again each time.
    if (scan.ok || scan.code === 'SCAN_HIT') scans.keep(`${filing}/${index}`, { scan, until: now + scanHoldsMs })
    return scan
  }

  async function findFile(place: Place): Promise<Verdict<StrangersFile, ScanCode> | undefined> {
    const scan = await findScan(place)
    if (scan?.ok !== true) return scan
    const file = await readPart(place.filing, place.index)
    return file && ok(file)
  }

  async function draw({ filing, index, page }: Place & { page: number }): Promise<Verdict<DrawnPage, PictureCode>> {
    const drawn = await takeTurn(async () => {
      const file = await readPart(filing, index)
      if (file === undefined) return no('PICTURE_BROKEN')
      const chunks: Bytes[] = []
      for await (const chunk of file.bytes) chunks.push(chunk)
      return makePicture(concat(...chunks), { mediaType: file.mediaType, page })
    })
    return drawn ?? no('PICTURE_BUSY')
  }

  async function findPicture(
    place: Place & { page: number },
  ): Promise<Verdict<DrawnPage, PictureCode | ScanCode> | undefined> {
    const scan = await findScan(place)
    if (scan?.ok !== true) return scan
    const key = `${place.filing}/${place.index}/${place.page}`
    const known = pictures.find(key)
    if (known !== undefined) return known
    const drawn = await draw(place)
    tell(drawn)
    // What the machine lacks may be there the next time.
    if (drawn.ok || !mayPass.includes(drawn.code)) pictures.keep(key, drawn)
    return drawn
  }

  /** What our own disk has lost is said as that, and not of the file. */
  async function orLost<T>(work: Promise<T>): Promise<T | Verdict<never, 'SCAN_FILE_LOST'>> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof AppError && (error.code === 'FILING_PART_LOST' || error.code === 'PART_BROKEN')))
        throw error
      const lost = no('SCAN_FILE_LOST', error.facts)
      tell(lost)
      return lost
    }
  }

  return {
    isScanned: scanner !== undefined,
    findFile: (place) => orLost(findFile(place)),
    findPicture: (place) => orLost(findPicture(place)),
  }
}

const mayPass: readonly PictureCode[] = ['PICTURE_BUSY', 'PICTURE_PROGRAM', 'PICTURE_WALLS', 'PICTURE_COSTLY']
