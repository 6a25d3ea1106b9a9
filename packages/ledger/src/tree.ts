import type { Bytes } from '@madoguchi/kit'
import { sha256 } from '@madoguchi/kit'

/**
 * The Merkle tree of RFC 6962 section 2.1 over SHA-256. It serves twice: for the ledger, and for the batch
 * of messages that leave a party under one signature.
 */
const treeSizeMax = 2 ** 48

const hashSizeBytes = 32
const leafPrefix = Uint8Array.of(0x00)
const nodePrefix = Uint8Array.of(0x01)
const emptyRoot = sha256()

/** SHA-256(0x00 ‖ leaf). */
export function hashLeaf(leaf: Bytes): Bytes {
  return sha256(leafPrefix, leaf)
}

/** SHA-256(0x01 ‖ left ‖ right). */
function hashNode(left: Bytes, right: Bytes): Bytes {
  return sha256(nodePrefix, left, right)
}

type Tree = {
  readonly size: number
  readonly root: Bytes
  /** The audit path of leaf `index`, from the leaf's sibling up (RFC 6962 section 2.1.1). Throws a RangeError outside the tree. */
  path(index: number): Bytes[]
}

/** Builds the whole tree in memory: n leaf hashes of 32 bytes in, n − 1 hashes done once, paths by lookup. */
export function buildTree(leafHashes: readonly Bytes[]): Tree {
  const levels: (readonly Bytes[])[] = [leafHashes]
  for (let level = leafHashes; level.length > 1; ) {
    const above: Bytes[] = []
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Bytes
      const right = level[i + 1]
      // A node without a sibling moves up unchanged: the same shape as splitting at the largest power of two.
      above.push(right === undefined ? left : hashNode(left, right))
    }
    levels.push(above)
    level = above
  }
  const root = levels.at(-1)?.[0] ?? emptyRoot
  return {
    size: leafHashes.length,
    root,
    path(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leafHashes.length) throw new RangeError('no such leaf')
      const path: Bytes[] = []
      for (let depth = 0, at = index; depth < levels.length - 1; depth++, at >>= 1) {
        const sibling = levels[depth]?.[at ^ 1]
        if (sibling !== undefined) path.push(sibling)
      }
      return path
    },
  }
}

type Inclusion = { leafHash: Bytes; index: number; size: number; path: readonly Bytes[] }

/** The root that the path leads to (RFC 9162 section 2.1.3.2), or undefined when the path does not fit index and size. Never throws. */
export function rootFromPath({ leafHash, index, size, path }: Inclusion): Bytes | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return undefined
  if (index < 0 || index >= size || size > treeSizeMax || leafHash.length !== hashSizeBytes) return undefined
  let at = index
  let last = size - 1
  let hash = leafHash
  for (const sibling of path) {
    if (last === 0 || sibling.length !== hashSizeBytes) return undefined
    if (at % 2 === 1 || at === last) {
      hash = hashNode(sibling, hash)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else {
      hash = hashNode(hash, sibling)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash : undefined
}
