import type { makeOpenApi } from './open-api.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    /** The API's description, made once. */
    readonly openApi: () => ReturnType<typeof makeOpenApi>
  }
}
