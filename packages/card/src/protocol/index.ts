export type { ChainCode, Move, OperationCode } from './codes.ts'
export { chainCodes } from './codes.ts'
export type { FailureCopy } from './copy.ja.ts'
export { failureCopy } from './copy.ja.ts'
export type { DoctorCheck, DoctorFinding } from './doctor.ja.ts'
export { doctorChecks, doctorCopy, doctorFindings } from './doctor.ja.ts'
export type { DoctorLine } from './doctor.ts'
export { badLine, diagnoseHost, finding, goodLine } from './doctor.ts'
export { extensionId, extensionPublicKey } from './extension-id.ts'
export type { HostAnswer, HostHello, HostOp, HostRequest, HostStatus, HostValue, Mode, Secret } from './native.ts'
export { hostAnswer, hostHello, hostRequest, hostStatus, hostValues, mode, nativeHostName, secretOf } from './native.ts'
export type { ExtensionReply, PageAction, PageChunk, PageRequest, PageStatus } from './page.ts'
export {
  chunkSizeBytesMax,
  documentSizeBytesMax,
  pageChunk,
  pagePortName,
  pageRequest,
  protocolVersion,
} from './page.ts'
