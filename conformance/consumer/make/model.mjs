// What docs/consumers.md wants of a whole history, asked of the history as a whole: when does each press, hold, rate,
// motion and pose begin, and which of the things that can end it comes first? No state is carried from event to event,
// so that it shares no slip with a consumer that does.
//
// It is told what no consumer knows: how far the gateway's clock is off (`skew`), and that the first event of each
// session came without delay; so it needs no rule for learning a clock. Those rules have cases of their own.

import { EPOCH } from "./wire.mjs";

const POSE_MILLIS = 250;
const TICK_MILLIS = 10;

// In which order acts of one moment come: what ran out, what the step ends, what it begins.
const [RAN_OUT, ENDED, BEGUN] = [0, 1, 2];

export function expected(steps, skew = 0) {
  const looks = looksOf(steps);
  const heard = looks.flatMap((look, position) => (look.step?.receive ? [hear(look, position, skew)] : []));
  const streams = groupBy(heard, (h) => JSON.stringify([h.r.session, h.event, h.r.device, h.r.control ?? h.r.action]));
  const news = streams.map((all) => all.filter((h, i) => all.slice(0, i).every((earlier) => earlier.r.seq < h.r.seq)));
  const world = { looks, heard, news: news.flat(), sessions: [...new Set(heard.map(({ r }) => r.session))] };

  const lives = news.flatMap((stream) => livesOf(stream, world));
  const instants = world.news
    .filter((h) => isInstant(h, world))
    .map((h) => ({ ...h, rank: BEGUN, act: actOf(h, true) }));
  return [...lives.flatMap((life) => actsOf(life, world)), ...instants]
    .sort(
      (a, b) =>
        a.position - b.position ||
        a.rank - b.rank ||
        (a.session ?? 0) - (b.session ?? 0) ||
        (a.order ?? 0) - (b.order ?? 0),
    )
    .map(({ position, act }) => ({ at: looks[position].at, ...act }));
}

/** Each moment at which the consumer looks: at every step, and every 10 ms in between. */
function looksOf(steps) {
  const looks = [];
  steps.forEach((step, i) => {
    for (let at = i === 0 ? step.at : steps[i - 1].at + TICK_MILLIS; at < step.at; at += TICK_MILLIS)
      looks.push({ at });
    looks.push({ at: step.at, step });
  });
  return looks;
}

function hear({ at, step }, position, skew) {
  const { "hub.event": event, context } = step.receive.event;
  const r = context[0].resource;
  const captured = Date.parse(r.capturedAt) - EPOCH + skew;
  return { position, event, r, captured, age: at - captured };
}

// --- what lasts

function livesOf(stream, world) {
  const { event } = stream[0];
  if (event === "navi-button" || event === "navi-action") return numbered(stream, world);
  if (event === "navi-motion") return unnumbered(stream.map(motionSignal), world);
  if (event !== "navi-pose") return [];
  const tools = stream.flatMap((h) => h.r.tools.map((tool, index) => toolSignal(h, tool, index)));
  return groupBy(tools, ({ tool, r }) => JSON.stringify([r.frame, tool.name])).flatMap((one) => unnumbered(one, world));
}

const idOf = ({ r }) => r.pressId ?? r.actionId;
const wordOf = ({ r }) => r.state ?? r.phase;
const begins = (h) => ["pressed", "started"].includes(wordOf(h));
const goesOn = (h) => ["held", "updated"].includes(wordOf(h));
const ends = (h) => ["released", "cancelled", "ended"].includes(wordOf(h));

/** Presses, holds and rates: a number is used once. */
function numbered(stream, world) {
  const told = stream.filter((h) => wordOf(h) !== "triggered");
  return told
    .filter(
      (h, i) =>
        begins(h) &&
        told.slice(0, i).every((e) => idOf(e) < idOf(h)) &&
        h.age <= h.r.validMillis &&
        !isPaused(h, world),
    )
    .map((start) => {
      const later = told.filter((h) => h.position > start.position);
      const own = later.filter((h) => idOf(h) === idOf(start));
      const over = later.find((h) => idOf(h) > idOf(start) || (ends(h) && idOf(h) === idOf(start)));
      const end = first(ranOut(start, own.filter(goesOn), world, Math.max), by(over), ...worldly(start, world));
      return { start, end, moves: own.filter((h) => goesOn(h) && h.r.value !== undefined && isBefore(h, end)) };
    });
}

/** Motion and tools: each signal that is fresh is on, whatever was before. */
function unnumbered(signals, world) {
  const lives = [];
  let after = -1;
  for (;;) {
    const start = signals.find((s) => s.signal === "on" && s.position > after && !isPaused(s, world));
    if (!start) return lives;
    const later = signals.filter((s) => s.position > start.position);
    const ons = later.filter((s) => s.signal === "on");
    const end = first(
      ranOut(start, ons, world, (_, newest) => newest),
      by(later.find((s) => s.signal === "off")),
      ...worldly(start, world),
    );
    lives.push({ start, end, moves: ons.filter((s) => isBefore(s, end)) });
    if (!end) return lives;
    // What ran out when a signal came may begin anew by that signal; what the signal ended may not.
    after = end.rank === RAN_OUT ? end.position - 1 : end.position;
  }
}

function motionSignal(h) {
  const { translation, rotation, leaseMillis } = h.r;
  const isRest = [...translation, ...rotation].every((v) => v === 0);
  return { ...h, signal: isRest ? "off" : h.age <= leaseMillis ? "on" : "none" };
}

function toolSignal(h, tool, index) {
  const signal = tool.status !== "ok" ? "off" : h.age <= POSE_MILLIS ? "on" : "none";
  return { ...h, tool, index, signal };
}

// --- what ends it

const leaseOf = ({ event, r }) => (event === "navi-pose" ? POSE_MILLIS : r.leaseMillis);

/** The first look at which the lease is over, by what was heard before that look. */
function ranOut(start, renewals, { looks }, join) {
  for (let position = start.position + 1; position < looks.length; position++) {
    const known = renewals.filter((h) => h.position < position);
    const until = known.reduce((end, h) => join(end, h.captured + leaseOf(h)), start.captured + leaseOf(start));
    if (looks[position].at > until) return { position, rank: RAN_OUT };
  }
  return undefined;
}

const by = (h) => h && { position: h.position, rank: h.event === "navi-pose" ? BEGUN : ENDED, by: h };

/** What ends everything of a device, of a session, or of all. */
function worldly(start, { looks, heard, news }) {
  const later = (h) => h.position > start.position;
  const lost = news.find(
    (h) => later(h) && h.event === "navi-device" && h.r.state !== "connected" && sameDevice(h, start),
  );
  const restart = heard.find(
    (h) =>
      later(h) &&
      h.r.gateway === start.r.gateway &&
      h.r.session !== start.r.session &&
      heard.find(({ r }) => r.session === h.r.session) === h,
  );
  const stop = looks.findIndex(({ step }, at) => at > start.position && (step?.disconnected || step?.paused === true));
  return [
    lost && { position: lost.position, rank: ENDED },
    restart && { position: restart.position, rank: ENDED },
    stop >= 0 && { position: stop, rank: ENDED },
  ];
}

const sameDevice = (a, b) => a.r.session === b.r.session && a.r.device === b.r.device;

function first(...all) {
  return all.filter(Boolean).sort((a, b) => a.position - b.position || a.rank - b.rank)[0];
}

function isBefore({ position }, end) {
  return end === undefined || position < end.position;
}

function isPaused({ position }, { looks }) {
  return looks.slice(0, position).findLast(({ step }) => step?.paused !== undefined)?.step.paused === true;
}

// --- what is told

function isInstant(h, world) {
  if (h.event === "navi-device" || h.event === "navi-profile") return true;
  return h.event === "navi-action" && h.r.phase === "triggered" && h.age <= h.r.validMillis && !isPaused(h, world);
}

function actsOf({ start, end, moves }, { sessions }) {
  const begun = (h) => ({ position: h.position, rank: BEGUN, order: h.index, act: actOf(h, true) });
  const acts = [begun(start), ...moves.map(begun)];
  if (end) {
    const told = end.by?.event === "navi-pose" ? end.by : undefined;
    const session = sessions.indexOf(start.r.session);
    const order = told ? told.index : start.position * 100 + (start.index ?? 0);
    acts.push({
      position: end.position,
      rank: end.rank,
      session: told ? 0 : session,
      order,
      act: actOf(start, false, told),
    });
  }
  return acts;
}

function actOf({ event, r, tool }, on, told) {
  const own = { "navi-button": "control", "navi-action": "action" }[event];
  const value = event === "navi-motion" ? [...r.translation, ...r.rotation] : r.value;
  const status = on ? tool?.status : told?.tool.status;
  return {
    event,
    ...(r.device === undefined ? {} : { device: r.device }),
    ...(own ? { [own]: r[own] } : {}),
    ...(tool ? { tool: tool.name, frame: r.frame } : {}),
    on: event === "navi-device" ? r.state === "connected" : on,
    ...(on && value !== undefined ? { value } : {}),
    ...(tool && status ? { status } : {}),
  };
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}
