/** Where the portal that is measured says it stands; nobody listens there. */
export const benchOrigin = 'http://localhost:8480'
