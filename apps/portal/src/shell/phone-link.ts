import { type Child, html } from '@madoguchi/ui'

/** A number that can be called is called from here; what somebody writes beside it stays as it is. */
export function renderPhone(phone: string): Child {
  if (!/^[0-9][0-9-]+[0-9]$/.test(phone)) return phone
  return html`<a class="whole" href="${`tel:${phone.replaceAll('-', '')}`}">${phone}</a>`
}
