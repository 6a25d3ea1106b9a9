import type { ErrorTable } from '@madoguchi/kit'

/** Why an attachment is not shown as a picture. */
export const pictureErrors = {
  /** Its first bytes are not those of what it was taken for. */
  PICTURE_KIND: { move: 'officer', http: 422 },
  PICTURE_BROKEN: { move: 'officer', http: 422 },
  PICTURE_PASSWORD: { move: 'officer', http: 422 },
  /** More pixels than any camera has. */
  PICTURE_LARGE: { move: 'officer', http: 422 },
  /** More time, memory or output than any honest file needs. */
  PICTURE_COSTLY: { move: 'officer', http: 422 },
  /** Too many wait already. */
  PICTURE_BUSY: { move: 'officer', http: 503 },
  /** A program that makes pictures is not on this machine. */
  PICTURE_PROGRAM: { move: 'operator', http: 503 },
  /** This machine lets nobody wall a program in. */
  PICTURE_WALLS: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

export type PictureCode = keyof typeof pictureErrors

/** Why an attachment is given out neither as a picture nor as a file. */
export const scanErrors = {
  /** The scanner found something in it. */
  SCAN_HIT: { move: 'officer', http: 409 },
  /** The scanner does not answer, or not in time. */
  SCAN_AWAY: { move: 'operator', http: 503 },
  /** The scanner takes no file of that size. */
  SCAN_LIMIT: { move: 'operator', http: 503 },
  /** The scanner says something that we do not know. */
  SCAN_ANSWER: { move: 'operator', http: 503 },
  /** What was kept of it is gone from our own disk, or has other bytes there. */
  SCAN_FILE_LOST: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

export type ScanCode = keyof typeof scanErrors
