export { digestCaseEvent, isCaseEventSize, noCaseEvent, openCaseEvent, sealCaseEvent } from './case-event-seal.ts'
export type { CheckContact } from './check-contact.ts'
export { isCheckContact, openContact, sealContact, sealedContactSizeBytes } from './check-contact.ts'
export type { Composed, Draft } from './compose.ts'
export { composeFiling } from './compose-filing.ts'
export type { PartyKind } from './define-message.ts'
export { partyKinds } from './define-message.ts'
export { dropDirectionMarks, findDirectionMark } from './direction-marks.ts'
export type { DirectoryDocument, DirectoryHolder, DirectoryView, FormerParty, Party } from './directory.ts'
export { directorySchema, openDirectory, readDirectory, signDirectory } from './directory.ts'
export type { Content, Envelope } from './envelope.ts'
export {
  encodeBatch,
  encodeContent,
  encodeEnvelope,
  isReceiptRequest,
  readBatch,
  readContent,
  readEnvelope,
} from './envelope.ts'
export type { MessageErrorCode } from './errors.ts'
export { messageErrors } from './errors.ts'
export type { ComposedInquiry, Inquiry, OpenedAnswer } from './exchange.ts'
export {
  composeInquiries,
  composeProvisions,
  digestSealed,
  openAnswer,
  openEnclosure,
  sealAnswers,
} from './exchange.ts'
export type { SigningKey } from './keys.ts'
export { keyIdOf, makeSigningKeyPem, publicBytesOf, readPublicKey, readSigningKey } from './keys.ts'
export { limits as messageLimits } from './limits.ts'
export { digestMandate } from './mandate-digest.ts'
export type { JudgedReason } from './message/answer.ts'
export { answerOutcomes } from './message/answer.ts'
export type { Outcome } from './message/closed.ts'
export { outcomes } from './message/closed.ts'
export type { FilingRefusal } from './message/filing-noted.ts'
export type { MessageBody, MessageName, MessageTo } from './message/index.ts'
export { isMessageName, messages } from './message/index.ts'
export type { Offer, OfferCounter, OfferList } from './message/offers.ts'
export { checkOfferList } from './message/offers.ts'
export type { PartyAbout, PartyContact, PartyView } from './party-about.ts'
export { parsePartyAbout } from './party-about.ts'
export type { ReceiptForm, ReceiptLine } from './receipt.ts'
export { parseReceipt, readReceipt, signReceipt } from './receipt.ts'
export type { ReaderKey, SealContext, SealSecret } from './seal.ts'
export { deriveReaderKey, exposeSeal, isReaderKey, makeSealKey, openSeal, openSealKey, seal } from './seal.ts'
export type { Signed } from './sign.ts'
export { encodeSignedRoot, signBatch } from './sign.ts'
export type { Received, Verifier } from './verify.ts'
export { checkArrival, makeVerifier } from './verify.ts'
