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
  { x: -50, y: 452, scale: 1.08 },
  { x: 92, y: 412, scale: 1 },
  { x: 224, y: 386, scale: 0.95 },
  { x: 360, y: 396, scale: 0.91 },
  { x: 494, y: 392, scale: 0.87 },
  { x: 620, y: 362, scale: 0.82 },
  { x: 690, y: 312, scale: 0.77 },
  { x: 600, y: 276, scale: 0.72 },
  { x: 478, y: 266, scale: 0.67 },
  { x: 352, y: 258, scale: 0.63 },
  { x: 246, y: 228, scale: 0.59 },
  { x: 330, y: 196, scale: 0.53 },
  { x: 442, y: 172, scale: 0.44 },
  { x: 504, y: 132, scale: 0.26 },
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

/** `count` places along the path, as evenly as they look: steps shrink with the distance. */
export function places(count: number): Place[] {
  const [from, to, steps] = [1 / (bends.length - 1), (bends.length - 2.4) / (bends.length - 1), 400];
  const walk = Array.from({ length: steps + 1 }, (_, index) => at(from + ((to - from) * index) / steps));
  let far = 0;
  const walked = walk.map((here, index) => {
    const before = walk[index - 1] ?? here;
    far += Math.hypot(here.x - before.x, (here.y - before.y) * 1.6) / here.scale;
    return far;
  });
  return Array.from({ length: count }, (_, index) => {
    const goal = count === 1 ? 0 : (far * index) / (count - 1);
    return walk[walked.findIndex((each) => each >= goal - 0.001)] ?? nowhere;
  });
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
