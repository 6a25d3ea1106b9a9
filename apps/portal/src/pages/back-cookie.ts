import { base64url, utf8 } from '@madoguchi/kit'
import { readBack, type Visit } from '../web/visit.ts'

const name = 'back'
const keptS = 60 * 60

/** Where this browser goes after the next log-in: a path of ours. */
export function setBack({ c, cookies }: Visit, path: string): void {
  cookies.setCookie(c, { name, value: base64url.encode(utf8.encode(path)), maxAgeS: keptS })
}

/** That path, once; `/home` where there is none. */
export function takeBack({ c, cookies }: Visit): string {
  const value = cookies.readCookie(c, name)
  if (value === undefined) return '/home'
  cookies.clearCookie(c, name)
  return readBack(Buffer.from(value, 'base64url').toString('utf8'), '/home')
}
