import type { PortalConfig } from '@madoguchi/portal'
import { operators } from './cast/operators.ts'

const { name, contact } = operators.portal.about

/** Who runs the demo portal: fictional, and said in Japanese on every page like a real operator. */
export const demoOperator: PortalConfig['operator'] = {
  name,
  section: contact.section,
  address: contact.postalAddress,
  phone: contact.phone,
  hours: contact.hours,
  legalBasis: '行政手続における特定の個人を識別するための番号の利用等に関する法律(番号法)附則第6条',
  links: { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/operator' },
}
