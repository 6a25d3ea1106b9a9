import type { KeyObject } from 'node:crypto'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import { readPublicKey } from '@madoguchi/messages'

/** `127.0.0.1:9443`, `[::1]:9443`. */
export type Listen = { readonly host: string; readonly port: number }

export function parseListen(text: string): Listen {
  const found = /^(?:\[(?<six>[0-9a-f:]+)\]|(?<host>[\w.-]+)):(?<port>\d{1,5})$/.exec(text)?.groups
  const port = Number(found?.port)
  if (found === undefined || port > 65_535) throw new RangeError('no address to listen on')
  return { host: found.six ?? found.host ?? '', port }
}

/** 32 bytes, base64url. */
export function readSecretBytes(text: string): Bytes {
  const bytes = base64url.decode(text.trim())
  if (bytes.length !== 32) throw new RangeError('not 32 bytes')
  return bytes
}

export function readPinnedKey(text: string): KeyObject {
  return readPublicKey(readSecretBytes(text))
}

export function readDatabaseUrl(text: string): string {
  const url = text.trim()
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) throw new TypeError('not a URL of PostgreSQL')
  return url
}

/** A private key as PEM, as it is. */
export function readKeyPem(text: string): string {
  createPrivateKey(text)
  return text
}

export function readCertificatePem(text: string): string {
  return new X509Certificate(text).toString()
}
