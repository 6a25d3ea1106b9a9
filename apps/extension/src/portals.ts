import { type Mode, mode } from '@madoguchi/card/protocol'

/** A site that may use the card. `origin` is one origin exactly, or every port of this very computer. */
export type Portal = {
  readonly origin: string
  /** Who runs it, as the citizen reads it in the window. */
  readonly operator: string
  readonly mode: Mode
  /** Address of its page "is everything there?", if it has one. */
  readonly doctor?: string
}

/** For sandboxes, which take whatever port is free. */
export const loopback = 'loopback: any port'
const loopbackHosts = ['localhost', '127.0.0.1'] as const

/** Whether `text` is an origin as browsers write it, https or http on this very computer. */
export function isOrigin(text: string): boolean {
  if (text.length > 255 || !URL.canParse(text)) return false
  const url = new URL(text)
  const isHere = url.protocol === 'http:' && loopbackHosts.some((host) => host === url.hostname)
  return url.origin === text && (isHere || url.protocol === 'https:')
}

/** The entry under which an origin, as the browser says it, may use the card. */
export function findPortal(portals: readonly Portal[], origin: string): Portal | undefined {
  if (!isOrigin(origin)) return undefined
  return (
    portals.find((portal) => portal.origin === origin) ??
    (origin.startsWith('http:') ? portals.find((portal) => portal.origin === loopback) : undefined)
  )
}

/** What stands in the manifest, so that other sites do not even see the extension. */
export function listMatchPatterns(portals: readonly Portal[]): string[] {
  const patterns = portals.flatMap(({ origin }) =>
    origin === loopback ? loopbackHosts.map((host) => `http://${host}/*`) : [`${origin}/*`],
  )
  return [...new Set(patterns)].sort()
}

/** Reads a list of portals; throws a RangeError that says what is wrong with which entry. */
export function parsePortals(json: unknown): readonly Portal[] {
  if (!isRecord(json) || !Array.isArray(json.portals))
    throw new RangeError('A list of portals is { "portals": [...] }.')
  if (json.portals.length === 0) throw new RangeError('A list of portals has one entry at least.')
  const portals = json.portals.map(parsePortal)
  const origins = new Set(portals.map(({ origin }) => origin))
  if (origins.size < portals.length) throw new RangeError('A list of portals has each origin once.')
  return portals
}

function parsePortal(entry: unknown, index: number): Portal {
  const complain = (what: string) => new RangeError(`Entry ${index + 1} of the list of portals: ${what}.`)
  if (!isRecord(entry)) throw complain('is an object')
  const { origin, operator, mode: itsMode, doctor, ...others } = entry
  const parsedMode = mode.safeParse(itsMode)
  if (Object.keys(others).length > 0) throw complain('has origin, operator, mode and perhaps doctor, nothing else')
  // A star is a letter of a host's name to URL, and every host's to a match pattern.
  if (typeof origin !== 'string' || origin.includes('*') || !(origin === loopback || isOrigin(origin)))
    throw complain(`origin is https://host, http on this computer, or "${loopback}"`)
  if (typeof operator !== 'string' || operator.trim() === '' || operator.length > 100)
    throw complain('operator is a name of 1 to 100 letters')
  if (!parsedMode.success) throw complain('mode is sandbox or production')
  if (parsedMode.data === 'production' && !origin.startsWith('https:')) throw complain('in production origin is https')
  if (doctor === undefined) return { origin, operator, mode: parsedMode.data }
  const isDoctor = typeof doctor === 'string' && URL.canParse(doctor) && new URL(doctor).origin === origin
  if (!isDoctor) throw complain('doctor is an address at its origin')
  return { origin, operator, mode: parsedMode.data, doctor }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
