/**
 * Sends papers one after the other, each in a form of its own, and says how far it is. Without this script the form sends one.
 * Where a line is cut, what was sent before stands on the page.
 */
const form = document.getElementById('apply-files')
const input = form?.querySelector('input[type="file"]')
const state = form?.querySelector('[data-state]')

if (form instanceof HTMLFormElement && input instanceof HTMLInputElement && state instanceof HTMLElement) {
  // One that is changed is changed into one.
  input.multiple = form.action.endsWith('/files')
  let isBusy = false
  form.addEventListener('submit', (event) => {
    const files = [...(input.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    form.setAttribute('aria-busy', 'true')
    void sendAll(form, files, state)
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {File[]} files
 * @param {HTMLElement} state
 */
async function sendAll(form, files, state) {
  let at = location.href
  for (const [i, file] of files.entries()) {
    const place = files.length === 1 ? '' : `${i + 1}/${files.length} `
    const reached = await sendOne(form.action, file, (percent) => {
      state.textContent = `${place}${file.name} ${percent}%`
    }).catch(() => undefined)
    if (reached === undefined) {
      // The page itself says what is there; what was not sent is chosen again.
      at = location.href
      break
    }
    at = reached
    if (/[?&](held|refused|why)=/.test(at)) break
  }
  location.assign(at)
}

/**
 * @param {string} path
 * @param {File} file
 * @param {(percent: number) => void} tell
 * @returns {Promise<string>} where it led
 */
function sendOne(path, file, tell) {
  const body = new FormData()
  body.append('attachment', file)
  const request = new XMLHttpRequest()
  request.open('POST', path)
  request.setRequestHeader('accept', 'text/html')
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    tell(Math.floor((100 * loaded) / Math.max(1, total))),
  )
  return new Promise((resolve, reject) => {
    request.addEventListener('load', () => resolve(request.responseURL))
    for (const name of ['error', 'abort', 'timeout']) request.addEventListener(name, reject)
    request.send(body)
  })
}
