/** SQL for the person id of a generated person, by number. */
export function filledPerson(number: string): string {
  return `decode(md5('person ' || ${number}), 'hex')`
}

/** SQL for 43 characters of base64url that look random and are another for every number. */
export function randomLooking(number: string): string {
  return `rtrim(translate(encode(sha256(int8send(${number})), 'base64'), '+/', '-_'), '=')`
}
