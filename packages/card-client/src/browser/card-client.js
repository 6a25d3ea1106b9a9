/**
 * The page's side of the card: asks the extension, waits, and says what went wrong and whose move it is. One file without
 * dependencies, served as it is. Types and explanations: card-client.d.ts.
 *
 * @import { CallOptions, CardClient, CardClientOptions, Facts, Move, SignRequest } from './card-client.d.ts'
 */

export const defaultExtensionId = 'bginkpmanhehlikbcaadipdfmkjokkik'

const portName = 'madoguchi/1'
const chunkSizeBytes = 512 * 1024 - 2
const sizeBytesMax = 20 * 1024 * 1024

/** @type {Readonly<Record<string, Move>>} */
export const moves = {
  BROWSER_UNSUPPORTED: 'citizen',
  EXTENSION_MISSING: 'citizen',
  EXTENSION_OUTDATED: 'citizen',
  EXTENSION_SILENT: 'citizen',
  TIMED_OUT: 'citizen',
  ABORTED: 'developer',
  REQUEST_MALFORMED: 'developer',
  ORIGIN_REFUSED: 'developer',
  FRAME_REFUSED: 'developer',
  ANOTHER_OPERATION: 'citizen',
  WINDOW_CLOSED: 'citizen',
  HOST_MISSING: 'citizen',
  HOST_FORBIDDEN: 'citizen',
  HOST_EXITED: 'citizen',
  HOST_SILENT: 'citizen',
  HOST_OUTDATED: 'citizen',
  HOST_UNREADABLE: 'citizen',
  PCSC_MISSING: 'citizen',
  CARD_REAL_IN_SANDBOX: 'citizen',
  CARD_ISSUER_UNKNOWN: 'citizen',
  DOCUMENT_MALFORMED: 'citizen',
  DOCUMENT_TOO_LARGE: 'citizen',
  DOCUMENT_TOO_COSTLY: 'citizen',
  DOCUMENT_SIGN_REFUSED: 'citizen',
  TIME_STAMP_FAILED: 'citizen',
  HOST_FAILED: 'operator',
  CARD_PIN_WRONG: 'citizen',
  CARD_PIN_BLOCKED: 'citizen',
  CARD_PIN_MALFORMED: 'citizen',
  CARD_NO_SUCH_PIN: 'citizen',
  CARD_LAST_TRY: 'citizen',
  CARD_NOT_JPKI: 'citizen',
  CARD_CERTIFICATE_REFUSED: 'citizen',
  CARD_NO_CERTIFICATE: 'citizen',
  CARD_WITHOUT_PIN: 'citizen',
  CARD_NEXT_GENERATION: 'citizen',
  CARD_REMOVED: 'citizen',
  CARD_NO_READER: 'citizen',
  CARD_NO_CARD: 'citizen',
  CARD_BUSY: 'citizen',
  CARD_MUTE: 'citizen',
  CARD_SEVERAL: 'citizen',
  CARD_ORIGIN_REFUSED: 'developer',
  CARD_CHALLENGE_MALFORMED: 'developer',
  CARD_COMMAND_MALFORMED: 'developer',
  CARD_READER_FAILED: 'operator',
  CARD_UNEXPECTED_STATUS: 'operator',
  CARD_ANSWER_MALFORMED: 'operator',
}

/**
 * @param {string} code
 * @returns {Move}
 */
export function moveOf(code) {
  return Object.hasOwn(moves, code) ? (moves[code] ?? 'operator') : 'operator'
}

export class CardClientError extends Error {
  /**
   * @param {string} code
   * @param {Facts} [facts]
   */
  constructor(code, facts = {}) {
    super(`The card could not be used: ${code}.`)
    this.name = 'CardClientError'
    this.code = code
    this.move = moveOf(code)
    this.facts = facts
  }
}

/**
 * The part of the browser that is used here. `chrome.runtime` is there only in Chromium's family, and only for sites that
 * some extension wants to hear of.
 *
 * @typedef {{
 *   postMessage: (message: unknown) => void,
 *   disconnect: () => void,
 *   onMessage: { addListener: (listen: (message: any) => void) => void },
 *   onDisconnect: { addListener: (listen: () => void) => void },
 * }} Port
 * @typedef {{
 *   chrome?: { runtime?: { connect?: (id: string, info: { name: string }) => Port, lastError?: unknown } },
 *   navigator?: {
 *     userAgent?: string,
 *     userAgentData?: { mobile?: boolean, brands?: readonly { brand: string }[] },
 *   },
 * }} Browser
 * @typedef {{ wanted: Record<string, unknown>, bytes?: Uint8Array, onProgress?: SignRequest['onProgress'] }} Request
 * @typedef {{ value: any, chunks: Uint8Array[] }} End
 */

/**
 * Whether extensions like ours can run here: the family says "Chromium" among its brands, and phones say that they are
 * phones. Where there are no brands (plain http beyond this computer, old versions), the user agent is read.
 *
 * @param {Browser} browser
 */
function isSupported({ navigator = {} }) {
  const { userAgentData: data, userAgent = '' } = navigator
  if (data?.brands !== undefined && data.brands.length > 0)
    return data.mobile !== true && data.brands.some(({ brand }) => brand === 'Chromium')
  return /(Chrome|Chromium)\/\d/.test(userAgent) && !/\b(Android|Mobile|iPhone|iPad)\b/.test(userAgent)
}

/**
 * @param {CardClientOptions} [options]
 * @returns {CardClient}
 */
export function openCardClient(options = {}) {
  const { extensionId = defaultExtensionId, timeouts: { readyMs = 1_000, endMs = 180_000 } = {} } = options
  const browser = /** @type {Browser} */ (options.browser ?? globalThis)

  /**
   * @param {Request} request
   * @param {CallOptions} [callOptions]
   * @returns {Promise<End>}
   */
  function ask(request, { signal } = {}) {
    const { promise, resolve, reject } = /** @type {PromiseWithResolvers<End>} */ (Promise.withResolvers())
    /** @type {Uint8Array[]} */
    const chunks = []
    let isReady = false
    let isOver = false
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer
    /** @type {Port | undefined} */
    let port

    function leave() {
      isOver = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      port?.disconnect()
    }
    /** @param {string} code @param {Facts} [facts] */
    function fail(code, facts) {
      leave()
      reject(new CardClientError(code, facts))
    }
    function abort() {
      fail('ABORTED')
    }
    /** @param {string} code @param {number} limitMs */
    function waitUntil(code, limitMs) {
      clearTimeout(timer)
      timer = setTimeout(() => fail(code), limitMs)
    }
    /** @param {any} reply */
    function take(reply) {
      if (isOver) return
      if (reply?.type === 'failed') return fail(String(reply.code), reply.facts ?? {})
      if (reply?.type === 'done') {
        leave()
        return resolve({ value: reply.value, chunks })
      }
      if (reply?.type === 'chunk') chunks.push(decodeBase64(reply.chunk))
      else if (reply?.type === 'ready' && !isReady) {
        isReady = true
        send(port, request)
      }
      if (isReady) waitUntil('TIMED_OUT', endMs)
    }

    if (!isSupported(browser)) return Promise.reject(new CardClientError('BROWSER_UNSUPPORTED'))
    const runtime = browser.chrome?.runtime
    if (runtime?.connect === undefined) return Promise.reject(new CardClientError('EXTENSION_MISSING'))
    if (signal?.aborted) return Promise.reject(new CardClientError('ABORTED'))
    signal?.addEventListener('abort', abort)
    waitUntil('EXTENSION_MISSING', readyMs)
    try {
      port = runtime.connect(extensionId, { name: portName })
      port.onMessage.addListener(take)
      port.onDisconnect.addListener(() => {
        // Reading it keeps the browser from writing it into the page's console.
        void runtime.lastError
        fail(isReady ? 'EXTENSION_SILENT' : 'EXTENSION_MISSING')
      })
    } catch {
      // Chromium throws at once for an id that cannot be one.
      fail('EXTENSION_MISSING')
    }
    return promise
  }

  return {
    status: (callOptions) => ask({ wanted: { action: 'status' } }, callOptions).then(({ value }) => value),
    logIn: ({ challenge, vaultSalt }, callOptions) =>
      ask({ wanted: { action: 'log-in', challenge, vaultSalt } }, callOptions).then(({ value }) => value),
    vaultKey: ({ vaultSalt }, callOptions) =>
      ask({ wanted: { action: 'vault-key', vaultSalt } }, callOptions).then(({ value }) => value),
    attributes: (callOptions) => ask({ wanted: { action: 'attributes' } }, callOptions).then(({ value }) => value),
    async sign({ name, bytes: document, onProgress }, callOptions) {
      const bytes = document instanceof Blob ? new Uint8Array(await document.arrayBuffer()) : document
      if (bytes.length > sizeBytesMax) throw new CardClientError('DOCUMENT_TOO_LARGE', { sizeBytes: bytes.length })
      const wanted = { action: 'sign', name, sizeBytes: bytes.length }
      const { value, chunks } = await ask({ wanted, bytes, ...(onProgress && { onProgress }) }, callOptions)
      const signed = joinBytes(chunks)
      if (signed.length !== value?.sizeBytes) throw new CardClientError('EXTENSION_SILENT')
      return { bytes: signed, signer: value.signer }
    },
  }
}

/**
 * @param {Port | undefined} port
 * @param {Request} request
 */
function send(port, { wanted, bytes, onProgress }) {
  port?.postMessage(wanted)
  if (bytes === undefined) return
  for (let at = 0; at < bytes.length; at += chunkSizeBytes) {
    const chunk = bytes.subarray(at, at + chunkSizeBytes)
    port?.postMessage({ chunk: encodeBase64(chunk) })
    onProgress?.({ sentBytes: at + chunk.length, sizeBytes: bytes.length })
  }
}

/** @param {Uint8Array} bytes */
function encodeBase64(bytes) {
  let letters = ''
  // In pieces, since a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(letters)
}

/** @param {unknown} chunk */
function decodeBase64(chunk) {
  return Uint8Array.from(atob(String(chunk)), (letter) => letter.charCodeAt(0))
}

/** @param {readonly Uint8Array[]} chunks */
function joinBytes(chunks) {
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.length
  }
  return joined
}
