import { base64url, utf8 } from '@madoguchi/kit'
import { readBack, type Visit } from './visit.ts'

const name = 'back'
const keptS = 60 * 60

/** Where this browser goes after the next log-in: a path of ours, kept for an hour unless told. */
export function setBack({ c, cookies }: Visit, path: string, maxAgeS: number = keptS): void {
  cookies.setCookie(c, { name, value: base64url.encode(utf8.encode(path)), maxAgeS })
}

/** That path; undefined where there is none, or one that is no path of ours. */
export function findBack({ c, cookies }: Visit): string | undefined {
  const value = cookies.readCookie(c, name)
  if (value === undefined) return undefined
  return readBack(Buffer.from(value, 'base64url').toString('utf8'), '') || undefined
}

/** That path, once; `/home` where there is none. */
export function takeBack(visit: Visit): string {
  const back = findBack(visit) ?? '/home'
  visit.cookies.clearCookie(visit.c, name)
  return back
}
