import type { KeyObject } from 'node:crypto'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'

/** What a file that the offline key signed is opened as. */
export type Holder = { readonly version: number; replace(bytes: Bytes): Verdict<number, string> }

export type Opening = {
  readonly bytes: Bytes
  readonly pinnedKey: KeyObject
  readonly clock: Clock
  /** As the directory names it. */
  readonly network: string
}

type Metric = { readonly name: string; readonly help: string }

/** A kind of file that the offline key signs, beside the directory: what programs of a network go by. */
export type SignedFile<H extends Holder = Holder> = {
  /** Of its job and its check (`factsFile`). */
  readonly name: string
  readonly setting: string
  readonly codes: { readonly refused: string; readonly replaced: string; readonly unreadable: string }
  readonly metrics: { readonly version: Metric; readonly refused: Metric }
  /** Why a file is refused, and what to do next. */
  readonly sentences: Readonly<Record<string, string>>
  /** What an operator who has no such file is told. */
  readonly unreadable: string
  open(given: Opening): H
}
