/** A connection URL for a unix socket. */
export function makeSocketUrl(options: {
  socketFolder: string
  user: string
  password: string
  database: string
}): string {
  const url = new URL('postgresql://localhost:5432')
  url.username = options.user
  url.password = options.password
  url.pathname = `/${options.database}`
  url.searchParams.set('host', options.socketFolder)
  return url.href
}
