/** What the system says of files that a call names, in words. Whoever called can mend these. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'what stands before the last / is no folder',
  EROFS: 'the disk takes no writing',
  ENOSPC: 'the disk is full',
}

/** A sentence about a file that was refused by the system, or undefined where the error is another. */
export function findSystemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path, syscall } = error as NodeJS.ErrnoException
  const reason = reasons[code ?? '']
  if (reason === undefined || syscall === undefined) return undefined
  // What is written whole has another name until it is.
  const named = path?.replace(/\.[0-9a-f]{8}\.unfinished$/, '') ?? 'What was named'
  return `${named} cannot be used: ${reason} (${code}).`
}
