const kB = 1024
const mB = kB * kB

/** The bounds of a filing, which are settings' defaults where somebody may set them. Sizes in bytes. */
export const filingLimits = {
  /** The form and each attachment. */
  partSizeBytesMax: 20 * mB,
  /** Beside the form. */
  attachmentsMax: 20,
  filingSizeBytesMax: 100 * mB,
  attachmentNameMax: 100,
  formDataSizeBytesMax: mB,
  /** A 通知書 within an event, so that the whole event fits its largest size. */
  noticeSizeBytesMax: 140 * kB,
  /** All of an event, as JSON: the largest size that `sealCaseEvent` knows. */
  caseEventSizeBytesMax: 200 * kB,
} as const
