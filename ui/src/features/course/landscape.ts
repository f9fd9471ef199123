// Where the stones of the course lie in its picture: along a path that winds from near to far.

export interface Place {
  x: number;
  y: number;
  /** 1 near, smaller further away. */
  scale: number;
}

const nowhere: Place = { x: 0, y: 0, scale: 0 };

export const WIDTH = 800;
export const HEIGHT = 470;

const bends: Place[] = [
  { x: -40, y: 446, scale: 1.06 },
  { x: 96, y: 410, scale: 1 },
  { x: 226, y: 384, scale: 0.95 },
  { x: 362, y: 396, scale: 0.91 },
  { x: 492, y: 392, scale: 0.87 },
  { x: 612, y: 358, scale: 0.82 },
  { x: 668, y: 302, scale: 0.76 },
  { x: 584, y: 262, scale: 0.7 },
  { x: 474, y: 254, scale: 0.65 },
  { x: 366, y: 240, scale: 0.6 },
  { x: 318, y: 204, scale: 0.55 },
  { x: 392, y: 176, scale: 0.5 },
  { x: 474, y: 150, scale: 0.42 },
  { x: 506, y: 128, scale: 0.3 },
];

function between(a: number, b: number, c: number, d: number, part: number): number {
  const [square, cube] = [part ** 2, part ** 3];
  return 0.5 * (2 * b + (c - a) * part + (2 * a - 5 * b + 4 * c - d) * square + (3 * b - a - 3 * c + d) * cube);
}

function at(part: number): Place {
  const place = Math.min(bends.length - 1.001, Math.max(0, part * (bends.length - 1)));
  const first = Math.floor(place);
  const bend = (index: number) => bends[Math.min(bends.length - 1, Math.max(0, index))] ?? nowhere;
  const mix = (read: (each: Place) => number) =>
    between(read(bend(first - 1)), read(bend(first)), read(bend(first + 1)), read(bend(first + 2)), place - first);
  return { x: mix((each) => each.x), y: mix((each) => each.y), scale: mix((each) => each.scale) };
}

/** `count` places, evenly along the path, from the first bend to the last but one. */
export function places(count: number): Place[] {
  const [from, to] = [1 / (bends.length - 1), (bends.length - 3) / (bends.length - 1)];
  return Array.from({ length: count }, (_, index) => at(count === 1 ? from : from + ((to - from) * index) / (count - 1)));
}

/** The path as a shape: wide at our feet, a thread on the hill. */
export function pathShape(): string {
  const steps = 120;
  const middle = Array.from({ length: steps + 1 }, (_, index) => at(index / steps));
  const edge = (side: 1 | -1) =>
    middle.map((here, index) => {
      const before = middle[Math.max(0, index - 1)] ?? here;
      const after = middle[Math.min(steps, index + 1)] ?? here;
      const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
      // Seen from low down, a path is flatter than it is wide.
      const half = side * 25 * here.scale ** 1.8;
      const x = here.x - ((after.y - before.y) / length) * half;
      const y = here.y + ((after.x - before.x) / length) * half * 0.62;
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
  return `M${[...edge(1), ...edge(-1).reverse()].join('L')}Z`;
}
