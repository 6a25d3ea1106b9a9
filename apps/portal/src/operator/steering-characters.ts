/**
 * Marks that turn the direction of what stands beside them (U+061C, U+200E, U+202E, U+2066 …), line and paragraph separators,
 * halves of a surrogate pair: whoever reads the text sees other words than its writer wrote. Selectors of a character's
 * variant and joiners pass, which names and pictures need.
 */
export const steeringCharacters = /[\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u
