import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import fc from 'fast-check'
import { buildTree, hashLeaf, rootFromPath } from './tree.ts'

// The inputs and roots that Certificate Transparency's own implementations test with.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = inputs.map((text) => hashLeaf(hex.decode(text)))

function leadsTo(given: Parameters<typeof rootFromPath>[0], root: Uint8Array): boolean {
  const found = rootFromPath(given)
  return found !== undefined && hex.encode(found) === hex.encode(root)
}

test('gives the roots that Certificate Transparency gives for one to eight leaves', () => {
  for (const [i, root] of roots.entries()) assert.equal(hex.encode(buildTree(leaves.slice(0, i + 1)).root), root)
})

test('proves every leaf of every tree and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(), fc.nat(), (size, pick, other) => {
      const hashes = Array.from({ length: size }, (_, i) => hashLeaf(Uint8Array.of(i, i >> 8)))
      const tree = buildTree(hashes)
      const index = pick % size
      const wrong = other % size
      const leafHash = hashes[index] ?? assert.fail()
      const proof = { leafHash, index, size, path: tree.path(index) }
      const isProven = (given: typeof proof) => leadsTo(given, tree.root)
      assert.ok(isProven(proof))
      if (wrong !== index) assert.ok(!isProven({ ...proof, index: wrong }))
      assert.ok(!isProven({ ...proof, path: [...proof.path, leafHash] }))
      if (proof.path.length > 0) assert.ok(!isProven({ ...proof, path: proof.path.slice(1) }))
    }),
  )
})

test('refuses an index outside the tree, fractions and hashes of the wrong length without throwing', () => {
  const leafHash = leaves[0] ?? assert.fail()
  for (const index of [-1, 1, 0.5, Number.NaN, 2 ** 60])
    assert.equal(rootFromPath({ leafHash, index, size: 1, path: [] }), undefined)
  assert.equal(rootFromPath({ leafHash, index: 0, size: 2, path: [new Uint8Array(31)] }), undefined)
  // Of a tree with one leaf the root is the leaf: without its length an empty one would prove an empty root.
  for (const length of [0, 31, 33, 64]) {
    const nothing = new Uint8Array(length)
    assert.equal(leadsTo({ leafHash: nothing, index: 0, size: 1, path: [] }, nothing), false)
    assert.equal(rootFromPath({ leafHash: nothing, index: 0, size: 2, path: [leafHash] }), undefined)
  }
})
