/**
 * 国民の祝日 and 休日 as the Cabinet Office announces them each February for the next year (国民の祝日に関する法律 2条, 3条). A year that is
 * not here yet has none: add it when it is announced.
 */
export const holidays: Readonly<Record<string, readonly string[]>> = {
  '2026': [
    ...['01-01', '01-12', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '05-06'],
    ...['07-20', '08-11', '09-21', '09-22', '09-23', '10-12', '11-03', '11-23'],
  ],
  '2027': [
    ...['01-01', '01-11', '02-11', '02-23', '03-21', '03-22', '04-29', '05-03', '05-04', '05-05'],
    ...['07-19', '08-11', '09-20', '09-23', '10-11', '11-03', '11-23'],
  ],
}
