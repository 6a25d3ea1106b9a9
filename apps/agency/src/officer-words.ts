/** 配偶者暴力, ストーカー行為, 児童虐待, その他これらに準ずる行為 (住民基本台帳事務処理要領 第5の10). */
export const protectionReasons = ['domestic-violence', 'stalking', 'child-abuse', 'other'] as const
export type ProtectionReason = (typeof protectionReasons)[number]

/** What a person is told on paper, and nowhere else. */
export const letterKinds = ['protection-begun', 'protection-ending', 'released'] as const
export type LetterKind = (typeof letterKinds)[number]

const letterStates = ['waiting', 'printed', 'sent', 'failed'] as const
export type LetterState = (typeof letterStates)[number]

/** Came back, no such address, was not collected, could not be printed. */
export const letterFailures = ['returned', 'address-unknown', 'not-collected', 'not-printed', 'other'] as const
export type LetterFailure = (typeof letterFailures)[number]

/**
 * What an officer may do in one affair. No role has another in it: `look` sees what waits and its case, `handle` acts, `divide` sees what
 * waits and for how long but no case, `records` reads what others did, `settings` says who may do what.
 */
export const deskRoles = ['look', 'handle', 'divide', 'records', 'settings'] as const
export type DeskRole = (typeof deskRoles)[number]
