/** Why a directory file is refused, and what to do next. */
export const directorySentences = {
  DIRECTORY_MALFORMED: 'The file is no directory: put there what "directory sign" wrote, whole.',
  DIRECTORY_SIGNATURE: 'The directory was not signed with the pinned key: compare the key with directory-key.txt.',
  DIRECTORY_EXPIRED: 'The directory has expired, and no node takes it: have the next version signed.',
  DIRECTORY_OLDER: 'The directory is older than another: take the newest one.',
} as const
