import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makeServerArguments, nameCluster } from './settings.ts'

const gigabyte = 1024 ** 3

describe('the settings of the server that comes with the program', () => {
  it('take an eighth of the memory for buffers, and never less than 128 MB nor more than 4 GB', () => {
    assert.equal(find('shared_buffers', 24 * gigabyte), '3072MB')
    assert.equal(find('shared_buffers', gigabyte / 2), '128MB')
    assert.equal(find('shared_buffers', 512 * gigabyte), '4096MB')
  })

  it('wait for the disk in earnest, and not for a test', () => {
    assert.equal(find('fsync', gigabyte), 'on')
    assert.equal(find('fsync', gigabyte, 'none'), 'off')
    assert.equal(find('shared_buffers', 24 * gigabyte, 'none'), '128MB')
  })

  it('give a server another name when it would have other memory, so that the old one is not taken on', () => {
    assert.notEqual(nameCluster('full', '18', 8 * gigabyte), nameCluster('full', '18', 16 * gigabyte))
    assert.equal(nameCluster('none', '18', 8 * gigabyte), nameCluster('none', '18', 16 * gigabyte))
  })
})

function find(name: string, memoryBytes: number, durability: 'full' | 'none' = 'full'): string | undefined {
  const words = makeServerArguments({ cluster: '/data', socketFolder: '/run', durability, version: '18', memoryBytes })
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)
}
