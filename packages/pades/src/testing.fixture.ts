/** For tests and fuzzing: signers, an authority for time stamps, and documents that ask for too much. */

export { makeHeavyXref, makeLongText, makeManyFields, makeManySections, makeSharedSignature } from './bomb.fixture.ts'
export { checkTimeStamp } from './cms/read-time-stamp.ts'
export { countSpent } from './count-spent.fixture.ts'
export { loosenSignature } from './foreign-signature.fixture.ts'
export { makePackedPdf, plainObjects, plainPdf, runTool, writePdf } from './pdf.fixture.ts'
export { drawLaterUpdates } from './revisions/testing/draw-updates.fixture.ts'
export type { Signer } from './signer.fixture.ts'
export { makeSigner, signPdf } from './signer.fixture.ts'
export type { Authority } from './time-stamp-authority.fixture.ts'
export { openAuthority } from './time-stamp-authority.fixture.ts'
