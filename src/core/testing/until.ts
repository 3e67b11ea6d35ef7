import { setTimeout as delay } from 'node:timers/promises'

/** Ends what never comes. Far beyond what anything takes, also where the machine is busy. */
const WITHIN_MS = 90_000

/** Asks until there is an answer that is not null or false. Says what was last seen when it takes too long. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | false>,
  seen: () => Promise<unknown> = () => Promise.resolve(''),
): Promise<T> {
  const end = Date.now() + WITHIN_MS
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== false) return answer
    if (Date.now() > end)
      throw new Error(`${what}: not within ${WITHIN_MS / 1_000} s. ${JSON.stringify(await seen())}`)
    await delay(30)
  }
}
