export { choosePhrase } from './choose-phrase.ts'
export { findWindow } from './find-window.ts'
export type { ExtensionBrowser } from './open-extension-browser.ts'
export { findReasonForNoBrowser, openExtensionBrowser, renderHostProgram } from './open-extension-browser.ts'
