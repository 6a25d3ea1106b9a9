/** How large a form with files may be, by path. Undefined where none is sent. */
export type FindUploadSize = (path: string) => number | undefined

/** `uploads`: by path, which may have parameters: `/fill/:draft/files`. */
export function makeUploadSizes(uploads: Readonly<Record<string, number>>): FindUploadSize {
  const known = Object.entries(uploads).map(([path, sizeBytes]) => ({
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
    sizeBytes,
  }))
  return (path) => known.find(({ pattern }) => pattern.test(path))?.sizeBytes
}
