// The timeline's lines, fetched a page at a time where the person looks, and let go again when they have moved on.
// Marks make any page reachable in one step, so line 90,000 costs as much as line 1.
import type { RecordLine, TimelineMarks } from '../../api';

type FetchPage = (after: string | null, limit: number) => Promise<RecordLine[]>;

const PAGES_KEPT = 24;
const TRIES = 3;

export class Pages {
  #marks: TimelineMarks;
  #fetch: FetchPage;
  #onArrival: () => void;
  /** In order of use, the least recent first. */
  #kept = new Map<number, RecordLine[]>();
  #underway = new Map<number, Promise<void>>();
  #refusals = new Map<number, number>();

  constructor(marks: TimelineMarks, fetch: FetchPage, onArrival: () => void) {
    this.#marks = marks;
    this.#fetch = fetch;
    this.#onArrival = onArrival;
  }

  get total(): number {
    return this.#marks.total;
  }

  get pagesKept(): number {
    return this.#kept.size;
  }

  /** The line at this place, or undefined while it is on its way. */
  line(index: number): RecordLine | undefined {
    return this.#kept.get(this.#pageOf(index))?.[index % this.#marks.step];
  }

  /** Sees to it that these lines are here or on their way. */
  async want(first: number, last: number): Promise<void> {
    if (this.total === 0) return;
    const from = this.#pageOf(Math.max(0, first));
    const to = this.#pageOf(Math.min(this.total - 1, last));
    const wanted: Promise<void>[] = [];
    for (let page = from; page <= to; page++) wanted.push(this.#wantPage(page));
    await Promise.all(wanted);
  }

  #pageOf(index: number): number {
    return Math.floor(index / this.#marks.step);
  }

  #wantPage(page: number): Promise<void> {
    const here = this.#kept.get(page);
    if (here !== undefined) {
      this.#kept.delete(page);
      this.#kept.set(page, here);
      return Promise.resolve();
    }
    const underway = this.#underway.get(page) ?? this.#load(page);
    this.#underway.set(page, underway);
    return underway;
  }

  async #load(page: number): Promise<void> {
    if ((this.#refusals.get(page) ?? 0) >= TRIES) return;
    try {
      const lines = await this.#fetch(this.#marks.marks[page] ?? null, this.#marks.step);
      this.#kept.set(page, lines);
      for (const oldest of this.#kept.keys()) {
        if (this.#kept.size <= PAGES_KEPT) break;
        this.#kept.delete(oldest);
      }
      this.#onArrival();
    } catch {
      // Asked for again the next time these lines come into view, but not without end.
      this.#refusals.set(page, (this.#refusals.get(page) ?? 0) + 1);
    } finally {
      this.#underway.delete(page);
    }
  }
}
