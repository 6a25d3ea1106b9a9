/** The retry ladder: doubling from the first step to the last, each with a quarter of jitter either way. Milliseconds. */
export const retryDelayMs = { first: 1000, last: 30_000 } as const
