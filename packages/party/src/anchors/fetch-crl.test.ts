import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { AppError } from '@madoguchi/kit'
import { pkiLimits } from '@madoguchi/pki'
import { fetchCrl } from './fetch-crl.ts'

test('a list is taken as it comes, and one that has no end is broken off where the longest that is read ends', async () => {
  let sentBytes = 0
  const chunk = Buffer.alloc(1024 * 1024)
  await using server = createServer((request, response) => {
    if (request.url === '/list') return void response.end('list')
    if (request.url === '/gone') return void response.writeHead(404).end()
    const send = () => {
      while (!response.destroyed) {
        sentBytes += chunk.length
        if (!response.write(chunk)) return void response.once('drain', send)
      }
    }
    send()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  assert.deepEqual(Buffer.from(await fetchCrl(`${base}/list`)).toString(), 'list')
  for (const path of ['/gone', '/endless'])
    await assert.rejects(
      fetchCrl(base + path),
      (error) => error instanceof AppError && error.code === 'CRL_UNREACHABLE',
    )
  assert.ok(sentBytes < 2 * pkiLimits.crlBytesMax, `${sentBytes}`)
})
