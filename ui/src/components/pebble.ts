/** The outline of a stone: a rounded shape, a little uneven, always the same for the same seed. */

/** A small repeatable source of unevenness (mulberry32). */
export function unevenness(seed: number): () => number {
  let state = (seed * 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** A closed path of `width` × `height` whose top left corner is at `x`, `y`. */
export function pebblePath(seed: number, width: number, height: number, x = 0, y = 0): string {
  const random = unevenness(seed);
  const count = 9;
  const turn = random() * 0.4 - 0.2;
  const points = Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI + turn;
    // A superellipse is flatter above and below than an ellipse, as a stone that lies is.
    const reach = 1 / (Math.abs(Math.cos(angle)) ** 2.5 + Math.abs(Math.sin(angle)) ** 2.5) ** (1 / 2.5);
    const far = reach * (0.9 + random() * 0.1);
    return [x + (width / 2) * (1 + far * Math.cos(angle)), y + (height / 2) * (1 + far * Math.sin(angle))] as const;
  });
  const at = (index: number) => points[(index + count) % count] ?? [0, 0];
  const curves = points.map((point, index) => {
    const [before, next, after] = [at(index - 1), at(index + 1), at(index + 2)];
    const first = [point[0] + (next[0] - before[0]) / 6, point[1] + (next[1] - before[1]) / 6];
    const second = [next[0] - (after[0] - point[0]) / 6, next[1] - (after[1] - point[1]) / 6];
    return `C${[...first, ...second, ...next].map(round).join(' ')}`;
  });
  return `M${round(at(0)[0])} ${round(at(0)[1])}${curves.join('')}Z`;
}
