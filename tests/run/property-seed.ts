import fc from 'fast-check'

// Loaded as property-seed.ts?seed=7 before a test file with property tests: all its properties then draw from the
// seed of this run, so that a run can be done again, and main is not red for a rare case that nobody's change brought
// in. `--seed fresh` looks for such cases. A property that names a seed of its own keeps it.

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(new URL(import.meta.url).searchParams.get('seed')) })
