import { makeBroker } from './make-broker.ts'

// The entry of the service worker: listeners have to be there before its first turn ends.
const broker = makeBroker(builtPortals)
chrome.runtime.onConnectExternal.addListener((port) => void broker.onPage(port))
chrome.runtime.onConnect.addListener((port) => broker.onWindow(port))
chrome.windows.onRemoved.addListener((windowId) => broker.onWindowRemoved(windowId))
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void chrome.runtime.openOptionsPage()
})
