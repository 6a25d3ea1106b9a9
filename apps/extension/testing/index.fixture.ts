export { choosePhrase } from './choose-phrase.fixture.ts'
export { findWindow } from './find-window.fixture.ts'
export type { ExtensionBrowser } from './open-extension-browser.fixture.ts'
export { findReasonForNoBrowser, openExtensionBrowser, renderHostProgram } from './open-extension-browser.fixture.ts'
