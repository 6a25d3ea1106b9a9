import { readFileSync } from 'node:fs'
import type { Bytes, Clock } from '@madoguchi/kit'
import { minuteMs, secondMs, systemClock } from '@madoguchi/kit'
import type { TrustAnchor } from '@madoguchi/pki'
import { decodeDerOrPem, pinForeignAnchor, pkiLimits } from '@madoguchi/pki'
import { configText } from '@madoguchi/server'
import { fetchCrl } from './fetch-crl.ts'

/** A CA of somebody else whose cards take part; without an address its revocations are not known. */
export type ForeignAnchor = { readonly anchor: TrustAnchor; readonly crlUrl: string | undefined }

export const foreignAnchorsHelp =
  'CAs of others whose cards take part too: FILE URL, FILE URL (PEM or DER; the URL of its revocation list); the URL may lack in a sandbox'

export const timeStampAnchorsHelp =
  'CAs of time-stamp authorities that are believed, FILE, FILE (PEM or DER, the self-signed root; default: none, a stamp proves no time)'

/** What health says while a CA without revocation data is trusted, and the log at each start. */
const withoutCrlNote = 'TRUST_ANCHOR_WITHOUT_CRL'

/**
 * `FILE URL, FILE URL`: everything that is wrong is said at once, by number, without a name of a file or an address.
 */
export function foreignAnchorsType(clock: Clock = systemClock) {
  return anchorListType((entry, number) => readEntry(entry, number, clock.now()))
}

/** `FILE, FILE`: whom we believe about time. Said of them is what is said of the others. */
export function timeStampAnchorsType(clock: Clock = systemClock) {
  return anchorListType((entry, number): TrustAnchor | Problem => {
    const read = readFileAnchor(entry, { name: `time-stamp-${number}`, at: clock.now() })
    return 'anchor' in read ? read.anchor : { problem: `number ${number}: ${read.whyNot}` }
  })
}

type Problem = { readonly problem: string }

function anchorListType<T extends object>(readOne: (entry: string, number: number) => T | Problem) {
  return configText({ lengthMax: 16_384 })
    .transform((text, context): readonly T[] => {
      const entries = text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '')
      // Our own CA is one of them.
      if (entries.length >= pkiLimits.anchorsMax) {
        context.addIssue(`names more than ${pkiLimits.anchorsMax - 1} CAs`)
        return []
      }
      const read = entries.map((entry, i) => readOne(entry, i + 1))
      const problems = read.flatMap((one) => ('problem' in one ? [one.problem] : []))
      if (problems.length > 0) context.addIssue(`names CAs that cannot be trusted: ${problems.join('; ')}`)
      return read.flatMap((one) => ('problem' in one ? [] : [one]))
    })
    .default([])
}

function readEntry(entry: string, number: number, at: Date): ForeignAnchor | Problem {
  const refuse = (why: string) => ({ problem: `number ${number}: ${why}` })
  const [file = '', crlUrl, more] = entry.split(/\s+/)
  if (more !== undefined) return refuse('it takes a file and a URL, and no more')
  if (crlUrl !== undefined && !/^https?:/.test(URL.canParse(crlUrl) ? new URL(crlUrl).protocol : ''))
    return refuse('its URL must be one of http or https')
  const read = readFileAnchor(file, { name: `trust-anchor-${number}`, at })
  return 'anchor' in read ? { anchor: read.anchor, crlUrl } : refuse(read.whyNot)
}

function readFileAnchor(file: string, { name, at }: { name: string; at: Date }): ReturnType<typeof pinForeignAnchor> {
  let bytes: Bytes
  try {
    bytes = new Uint8Array(readFileSync(file))
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { whyNot: isMissing ? 'its file is not there' : 'its file cannot be read' }
  }
  const certificate = decodeDerOrPem(bytes, 'CERTIFICATE')
  return certificate instanceof Uint8Array
    ? pinForeignAnchor({ certificate, name, at })
    : { whyNot: `its file holds ${certificate.blocks} certificates, not one` }
}

export function noteForeignAnchors(anchors: readonly ForeignAnchor[]): readonly string[] {
  return anchors.some(({ crlUrl }) => crlUrl === undefined) ? [withoutCrlNote] : []
}

/** The same as the registry takes them: with a list that is kept for a minute, so that not every card asks for it. */
export function makeForeignAuthorities(
  anchors: readonly ForeignAnchor[],
  clock: Clock,
): readonly { readonly anchor: TrustAnchor; readonly loadCrl?: () => Promise<Bytes> }[] {
  return anchors.map(({ anchor, crlUrl }) =>
    crlUrl === undefined ? { anchor } : { anchor, loadCrl: keepList(() => fetchCrl(crlUrl), clock) },
  )
}

const keptMs = minuteMs
const triedAgainMs = 10 * secondMs

/**
 * Hands out what it holds, also while newer is on its way, and what it held when none can be had: the list's own
 * nextUpdate says how long it counts. Only the first caller waits. Throws what `load` throws while there is none.
 */
export function keepList(load: () => Promise<Bytes>, clock: Clock): () => Promise<Bytes> {
  let held: { readonly list: Bytes; readonly until: number } | undefined
  let failed: { readonly error: unknown; readonly until: number } | undefined
  let loading: Promise<Bytes> | undefined
  async function start(): Promise<Bytes> {
    try {
      const list = await load()
      held = { list, until: clock.now().getTime() + keptMs }
      return list
    } catch (error) {
      failed = { error, until: clock.now().getTime() + triedAgainMs }
      throw error
    } finally {
      loading = undefined
    }
  }
  return async () => {
    const now = clock.now().getTime()
    if (held !== undefined && now < held.until) return held.list
    const mayTry = failed === undefined || now >= failed.until
    if (mayTry) loading ??= start()
    if (held !== undefined) {
      // Nobody waits for it here; whoever has no list at all hears of the failure.
      loading?.catch(() => {})
      return held.list
    }
    if (loading !== undefined) return loading
    throw failed?.error
  }
}
