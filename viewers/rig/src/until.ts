/** Asks again and again until the answer is something, and returns it. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  millis = 15_000,
): Promise<Answer> {
  const end = performance.now() + millis;
  let trouble: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (e) {
      trouble = e;
    }
    await pause(50);
  } while (performance.now() < end);
  throw new Error(`${what} did not come within ${millis} ms${trouble ? `: ${String(trouble)}` : ""}`);
}

export function pause(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}
