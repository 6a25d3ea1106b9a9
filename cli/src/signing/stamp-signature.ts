import type { Bytes } from '@madoguchi/kit'
import { AppError, systemRandom } from '@madoguchi/kit'
import { requestTimeStamp } from '@madoguchi/pades'

/**
 * Asks an authority about bytes of no meaning, before a password is used and a key signs: whoever named one that does not stamp hears it
 * now. Throws the code of the time stamp.
 */
export async function demandAuthority(url: string): Promise<void> {
  const token = await requestTimeStamp({ url, fetch, signature: systemRandom.bytes(32), random: systemRandom })
  if (token.ok) return
  throw new AppError(
    token.code,
    `タイムスタンプ局 ${url} から、タイムスタンプを受け取れません。暗証番号は使われていません。アドレスを確かめて時間をおいて試すか、--time-stamp をつけずに署名してください。(${token.code})`,
  )
}

/** The time stamp of a signature, where an authority was named. Throws the code of the time stamp. */
export async function stampSignature(
  url: string | undefined,
  signature: Bytes,
): Promise<{ readonly timeStampToken?: Bytes }> {
  if (url === undefined) return {}
  const token = await requestTimeStamp({ url, fetch, signature, random: systemRandom })
  if (token.ok) return { timeStampToken: token.value }
  throw new AppError(
    token.code,
    `タイムスタンプを受け取れませんでした。文書は保存していません。時間をおいて試すか、--time-stamp をつけずに署名してください。(${token.code})`,
  )
}
