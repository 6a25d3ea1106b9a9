import { drawMark, type Mark, parseMark } from '../mark.ts'

/** The citizen's mark, on this computer only: it is in no account and no page can read it. */
export async function readMark(): Promise<Mark | undefined> {
  const { mark } = await chrome.storage.local.get('mark')
  return parseMark(mark)
}

export async function keepMark(mark: Mark): Promise<void> {
  await chrome.storage.local.set({ mark })
}

export function drawAnyMark(): Mark {
  return drawMark((below) => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below)
}
