/** Bounds of everything that comes from outside. */
export const formLimits = {
  /** What a browser posts for one page: 40 fields of several parts, or of a hundred choices, with room. */
  entriesMax: 20_000,
  entryNameMax: 150,
  entryValueMax: 20_000,
  /** Characters of all entries together. */
  entriesLengthMax: 2_000_000,
  itemsMax: 150,
  /** A definition's file. */
  definitionLengthMax: 400_000,
  definitionDepthMax: 24,
  definitionNodesMax: 20_000,
  pagesMax: 60,
  fieldsOnPageMax: 40,
  optionsMax: 100,
  conditionNodesMax: 40,
  conditionDepthMax: 5,
} as const
