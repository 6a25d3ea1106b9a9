import { nativeHostName } from '@madoguchi/card/protocol'
import { openHost } from '../open-host.ts'

/** card-host over native messaging. Five seconds for its hello, as Web eID gives; card-host itself gives a silent reader a minute. */
export function connectHost() {
  return openHost({
    connect: () => chrome.runtime.connectNative(nativeHostName),
    readLastError: () => chrome.runtime.lastError?.message,
    helloMs: 5_000,
    answerMs: 65_000,
  })
}
