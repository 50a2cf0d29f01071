/** A picture that takes longer is drawn in software, and is to be coarser rather than later. */
const SLOW_MILLIS = 40;
/** So much at most takes one that came with the next frame. */
const QUICK_MILLIS = 20;
const STILL_MILLIS = 400;
/** How much longer than a slow picture took nothing is drawn, so that what arrives is heard in time. */
const REST = 3;

/** How good a picture is to be: while something moves on a slow machine, when it has come to rest there, and else. */
export type Quality = "draft" | "still" | "full";

/** Draws with the next frame, however often it is asked. Where pictures are slow it rests after each. */
export function paced(draw: (quality: Quality) => void): () => void {
  let asked = false;
  let drawing = false;
  let slow = true;
  let still: ReturnType<typeof setTimeout> | undefined;

  const picture = (quality: Quality): void => {
    drawing = true;
    asked = false;
    requestAnimationFrame(() => {
      const began = performance.now();
      draw(quality);
      // The picture is made elsewhere: it is done when the frame after it comes.
      requestAnimationFrame(() => done(performance.now() - began, quality));
    });
  };
  const moving = (): Quality => (slow ? "draft" : "full");
  const done = (took: number, quality: Quality): void => {
    if (quality !== "still") slow = took > (slow ? QUICK_MILLIS : SLOW_MILLIS);
    setTimeout(
      () => {
        drawing = false;
        if (asked) picture(moving());
      },
      took > SLOW_MILLIS ? REST * took : 0,
    );
    clearTimeout(still);
    if (quality === "draft") still = setTimeout(() => !drawing && !asked && picture("still"), STILL_MILLIS);
  };
  return () => {
    asked = true;
    if (!drawing) picture(moving());
  };
}
