import {
  type ExtensionReply,
  type PageRequest,
  type PageStatus,
  pageChunk,
  pagePortName,
  pageRequest,
} from '@madoguchi/card/protocol'
import type { Facts } from '@madoguchi/kit'
import { checkCaller } from '../caller.ts'
import type { Portal } from '../portals.ts'
import { type Operation, type ToWindow, type ToWorker, windowPortName } from '../window-message.ts'
import { connectHost } from './connect-host.ts'

type Port = chrome.runtime.Port

type Running = {
  readonly page: Port
  readonly operation: Operation
  /** Only the window that was opened for this operation knows it. */
  readonly token: string
  readonly chunks: string[]
  windowId?: number | undefined
  window?: Port | undefined
  trouble?: { code: string; facts: Facts } | undefined
}

const windowSize = { width: 560, height: 820 }

/** Stands between pages and the window: checks who asks, opens one window at a time, passes on what it says. */
export function makeBroker(portals: readonly Portal[]) {
  let running: Running | undefined

  function tell(page: Port, reply: ExtensionReply): void {
    try {
      page.postMessage(reply)
    } catch {
      // The page is gone: nobody is there to be told.
    }
  }
  function refuse(page: Port, code: string, facts: Facts = {}): void {
    tell(page, { type: 'failed', code, facts })
    page.disconnect()
  }
  function end(reply: ExtensionReply): void {
    if (running === undefined) return
    const { page, windowId } = running
    running = undefined
    tell(page, reply)
    page.disconnect()
    // Fails when the citizen has closed it already, which is as good.
    if (windowId !== undefined) chrome.windows.remove(windowId).catch(() => undefined)
  }
  function endWithTrouble(): void {
    const { code = 'WINDOW_CLOSED', facts = {} } = running?.trouble ?? {}
    end({ type: 'failed', code, facts })
  }

  async function onPage(page: Port): Promise<void> {
    if (page.name !== pagePortName)
      return refuse(page, page.name.startsWith('madoguchi/') ? 'EXTENSION_OUTDATED' : 'REQUEST_MALFORMED')
    const caller = checkCaller(page.sender, portals)
    if (!caller.ok) return refuse(page, caller.code)
    const first = Promise.withResolvers<unknown>()
    page.onMessage.addListener((message) => {
      first.resolve(message)
      if (running?.page === page) onChunk(message)
    })
    page.onDisconnect.addListener(() => {
      if (running?.page === page) end({ type: 'failed', code: 'ABORTED' })
    })
    tell(page, { type: 'ready', version: chrome.runtime.getManifest().version })
    const request = pageRequest.safeParse(await first.promise)
    if (!request.success) return refuse(page, 'REQUEST_MALFORMED')
    if (request.data.action === 'status') return answerStatus(page)
    await start(page, { request: request.data, ...caller.value })
  }

  function onChunk(message: unknown): void {
    const parsed = pageChunk.safeParse(message)
    if (!parsed.success) return
    if (running?.window === undefined) running?.chunks.push(parsed.data.chunk)
    else say(running.window, { type: 'chunk', chunk: parsed.data.chunk })
  }

  async function start(page: Port, operation: Operation & { request: Exclude<PageRequest, { action: 'status' }> }) {
    if (running !== undefined) {
      if (running.windowId !== undefined) await chrome.windows.update(running.windowId, { focused: true })
      return refuse(page, 'ANOTHER_OPERATION')
    }
    const mine: Running = { page, operation, token: crypto.randomUUID(), chunks: [] }
    running = mine
    const url = `window.html?operation=${mine.token}`
    const opened = await chrome.windows.create({ url, type: 'popup', focused: true, ...windowSize })
    mine.windowId = opened?.id
    // The page may have gone while the window opened.
    if (running !== mine && mine.windowId !== undefined) await chrome.windows.remove(mine.windowId)
  }

  async function answerStatus(page: Port): Promise<void> {
    const host = await connectHost()
    if (!host.ok) return refuse(page, host.code, host.facts)
    const status = await host.value.ask('status', {})
    host.value.close()
    if (!status.ok) return refuse(page, status.code, status.facts)
    const extensionVersion = chrome.runtime.getManifest().version
    const value: PageStatus = { extensionVersion, hostVersion: host.value.version, host: status.value }
    tell(page, { type: 'done', value })
    page.disconnect()
  }

  /** Connections from inside the extension: only the window of the running operation is let in. */
  function onWindow(window: Port): void {
    const ours = chrome.runtime.getURL(`window.html?operation=${running?.token}`)
    if (window.name !== windowPortName || running === undefined || window.sender?.url !== ours || running.window) {
      window.disconnect()
      return
    }
    const mine = running
    mine.window = window
    say(window, { type: 'operation', operation: mine.operation })
    for (const chunk of mine.chunks.splice(0)) say(window, { type: 'chunk', chunk })
    window.onDisconnect.addListener(() => {
      if (running === mine) endWithTrouble()
    })
    window.onMessage.addListener((message: ToWorker) => {
      if (running === mine) onWord(mine, message)
    })
  }

  function onWord(mine: Running, message: ToWorker): void {
    if (message.type === 'trouble') {
      mine.trouble = message.code === undefined ? undefined : { code: message.code, facts: message.facts ?? {} }
    } else if (message.type === 'chunk' || message.type === 'waiting') tell(mine.page, message)
    else if (message.type === 'done' || message.type === 'failed') end(message)
  }

  function onWindowRemoved(windowId: number): void {
    if (running?.windowId === windowId) endWithTrouble()
  }

  return { onPage, onWindow, onWindowRemoved }
}

function say(window: Port, message: ToWindow): void {
  window.postMessage(message)
}
