/** Everything that a document can ask of us has an end. */
export const limits = {
  documentBytesMax: 20 * 1024 * 1024,
  nestingMax: 64,
  /** Bytes looked at, all objects and sections together, each time they are. */
  readBytesMax: 128 * 1024 * 1024,
  valuesMax: 500_000,
  /** Entries of all cross-reference sections together. */
  entriesMax: 1_000_000,
  sectionsMax: 1_000,
  inflatedBytesMax: 64 * 1024 * 1024,
  referencesMax: 32,
  pageNodesMax: 10_000,
  fieldsMax: 10_000,
  signaturesMax: 64,
  nameBytesMax: 127,
} as const
