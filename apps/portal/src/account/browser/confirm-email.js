/**
 * The code of a mail's link stands behind its `#`: it is put into the field, and neither it nor the token of a link of
 * before stays in the address and the browser's history.
 */
const field = document.querySelector('input[name="token"]')
const code = location.hash.slice(1)

if (field instanceof HTMLInputElement && field.value === '' && /^[0-9A-Z-]{19}$/.test(code)) field.value = code
const asked = new URLSearchParams(location.search)
if (location.hash !== '' || asked.has('token')) history.replaceState(null, '', location.pathname)
