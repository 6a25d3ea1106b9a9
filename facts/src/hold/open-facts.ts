import type { KeyObject } from 'node:crypto'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { AppError, equalBytes, japaneseDay, no, ok, sha256 } from '@madoguchi/kit'
import type { Edition } from '../edition/edition.ts'
import { indexEdition } from '../edition/edition.ts'
import type { EditionDocument } from '../edition/edition-schema.ts'
import type { Withdrawal } from '../edition/model.ts'
import type { FactsFileCode } from '../errors.ts'
import type { FactsReader } from './facts-reader.ts'
import { makeFactsReader } from './facts-reader.ts'
import { readFacts } from './signed-facts.ts'

export type FactsView = FactsReader & {
  /** Of the newest edition held, whether it counts already or not. */
  readonly version: number
  /** The edition that counts at an instant: the newest whose day has come. Before the first day of all, the first. */
  editionAt(at: Date): Edition
  findEdition(version: number): Edition | undefined
  /** The mark by which an item of the edition `version` was withdrawn later, in one that counts at `at`. */
  findWithdrawal(item: string, version: number, at: Date): Withdrawal | undefined
}

export type FactsHolder = FactsView & {
  /** SHA-256 of the file that is held. */
  readonly digest: Bytes
  replace(bytes: Bytes): Verdict<number, FactsFileCode>
}

/**
 * Holds the newest verified facts of a node. `replace` refuses an older version, another content under a version that it
 * holds, another network, a foreign signature and what is malformed, each by its name; what is held stays.
 * Throws AppError with a FACTS_ code when the first file is refused.
 */
export function openFacts(options: {
  bytes: Bytes
  pinnedKey: KeyObject
  clock: Clock
  /** As the directory names it; a file of another is refused. */
  network: string
}): FactsHolder {
  const { pinnedKey, clock, network } = options
  const first = readOwn(options.bytes)
  if (!first.ok) throw new AppError(first.code, 'The facts of the network were refused.', { facts: first.facts })
  let documents: readonly EditionDocument[] = first.value
  let editions = documents.map(indexEdition)
  let heldDigest = sha256(options.bytes)

  function readOwn(bytes: Bytes): Verdict<readonly EditionDocument[], FactsFileCode> {
    const read = readFacts(bytes, pinnedKey)
    if (!read.ok) return read
    return read.value.network === network ? ok(read.value.editions) : no('FACTS_NETWORK')
  }

  return {
    ...makeFactsView(() => editions, clock),
    get version() {
      return newestOf(editions).version
    },
    get digest() {
      return heldDigest
    },
    replace(bytes) {
      const next = readOwn(bytes)
      if (!next.ok) return next
      const { version } = newestOf(next.value)
      const { version: held } = newestOf(documents)
      if (version < held) return no('FACTS_OLDER', { version })
      const nextDigest = sha256(bytes)
      const isOther = version === held && !equalBytes(nextDigest, heldDigest)
      if (isOther || isRewritten(documents, next.value)) return no('FACTS_REWRITTEN', { version })
      documents = next.value
      editions = documents.map(indexEdition)
      heldDigest = nextDigest
      return ok(version)
    },
  }
}

/** The facts of editions that somebody else vouches for; oldest first, one at least. */
export function makeFactsView(editions: () => readonly Edition[], clock: Clock): FactsView {
  function editionAt(at: Date): Edition {
    const day = japaneseDay(at)
    return editions().findLast(({ countsFrom }) => countsFrom <= day) ?? firstOf(editions())
  }
  return {
    ...makeFactsReader(editions, () => editionAt(clock.now())),
    get version() {
      return newestOf(editions()).version
    },
    editionAt,
    findEdition: (version) => editions().find((edition) => edition.version === version),
    findWithdrawal(item, version, at) {
      const { version: current } = editionAt(at)
      return editions()
        .filter((edition) => edition.version > version && edition.version <= current)
        .flatMap(({ withdrawn }) => withdrawn)
        .find((mark) => mark.item === item)
    },
  }
}

/** A version has one content for ever; one that is no longer in the file was dropped. */
function isRewritten(held: readonly EditionDocument[], next: readonly EditionDocument[]): boolean {
  const heldText = new Map(held.map((edition) => [edition.version, JSON.stringify(edition)]))
  return next.some((edition) => {
    const before = heldText.get(edition.version)
    return before !== undefined && before !== JSON.stringify(edition)
  })
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined) throw new TypeError('facts have one edition at least')
  return first
}

function newestOf<T>(list: readonly T[]): T {
  return firstOf(list.slice(-1))
}
