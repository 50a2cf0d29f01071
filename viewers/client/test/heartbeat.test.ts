import fc from "fast-check";
import { expect, test } from "vitest";
import { Backoff } from "../src/backoff.ts";
import { Heartbeat } from "../src/heartbeat.ts";

/** Looks five times a second; the hub hears of each question and answers while it lives. */
function watch(lives: number, until: number, answerMillis = 5): { asked: number; lost: number | undefined } {
  const heartbeat = new Heartbeat(0);
  let asked = 0;
  const answers: number[] = [];
  for (let now = 0; now <= until; now += 5) {
    while (answers[0] !== undefined && answers[0] <= now) heartbeat.heard(answers.shift() as number);
    if (now % 200 !== 0) continue;
    const next = heartbeat.look(now);
    if (next === "lost") return { asked, lost: now };
    if (next === "ask") {
      asked++;
      if (now < lives) answers.push(now + answerMillis);
    }
  }
  return { asked, lost: undefined };
}

test("a hub that answers is kept, at one question a second or less", () => {
  const { asked, lost } = watch(Infinity, 60_000);
  expect(lost).toBeUndefined();
  expect(asked).toBeGreaterThan(45);
  expect(asked).toBeLessThanOrEqual(60);
});

test("a hub that is silent is given up within 3 s of its last word", () => {
  for (let lives = 0; lives < 5000; lives += 130) {
    const { lost } = watch(lives, 20_000);
    expect(lost).toBeLessThanOrEqual(lives + 3000);
    expect(lost).toBeGreaterThan(2000);
  }
});

test("who hears events asks nothing", () => {
  const heartbeat = new Heartbeat(0);
  for (let now = 0; now < 10_000; now += 200) {
    heartbeat.heard(now);
    expect(heartbeat.look(now)).toBe("wait");
  }
});

test("a page that slept asks before it gives up", () => {
  const heartbeat = new Heartbeat(0);
  heartbeat.look(200);
  expect(heartbeat.look(60_000)).toBe("ask");
  expect(heartbeat.look(60_200)).toBe("wait");
  heartbeat.heard(60_210);
  expect(heartbeat.look(60_400)).toBe("wait");
});

test("a timer of once a second, as in a page that is not seen, still finds a dead hub and keeps a living one", () => {
  const dead = new Heartbeat(0);
  const looks = [1000, 2000, 3000, 4000].map((now) => dead.look(now));
  expect(looks).toEqual(["ask", "ask", "lost", expect.anything()]);
  const alive = new Heartbeat(0);
  for (let now = 1000; now < 20_000; now += 1000) {
    const next = alive.look(now);
    expect(next).not.toBe("lost");
    if (next === "ask") alive.heard(now + 10);
  }
});

test("first within 250 ms, then at most 1.5 s apart for 10 s, later at most 15 s", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 40, maxLength: 40 }),
      (chances) => {
        const backoff = new Backoff(() => chances.shift() ?? 0.5);
        let now = 0;
        expect(backoff.next(now)).toBeLessThanOrEqual(250);
        while (now < 120_000) {
          const wait = backoff.next(now);
          expect(wait).toBeGreaterThanOrEqual(125);
          expect(wait).toBeLessThanOrEqual(now < 10_000 ? 1500 : 15_000);
          now += wait;
        }
        backoff.reset();
        expect(backoff.next(now)).toBeLessThanOrEqual(250);
      },
    ),
  );
});
