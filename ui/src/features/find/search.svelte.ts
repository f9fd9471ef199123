// Asking the diary for words while they are typed: a short pause before asking, and only the answer to the
// newest question is ever shown.
import type { Found } from '../../api';

const PAUSE_MS = 120;
const MOST_RESULTS = 50;

type Ask = (query: string, session: string | null, limit: number) => Promise<Found[]>;

export class Search {
  query = $state('');
  session = $state<string | null>(null);
  results = $state.raw<Found[]>([]);
  /** The question that `results` answers; null before the first answer. */
  answered = $state<string | null>(null);
  refused = $state(false);

  #ask: Ask;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #newest = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** There may be more than is shown. */
  get full(): boolean {
    return this.results.length >= MOST_RESULTS;
  }

  type(query: string): void {
    this.query = query;
    this.#soon();
  }

  choose(session: string | null): void {
    this.session = session;
    this.#soon();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#newest += 1;
  }

  #soon(): void {
    this.stop();
    if (this.query.trim() === '') {
      this.results = [];
      this.answered = null;
      this.refused = false;
      return;
    }
    this.#timer = setTimeout(() => void this.#answer(), PAUSE_MS);
  }

  async #answer(): Promise<void> {
    const mine = ++this.#newest;
    const query = this.query.trim();
    const answer = await this.#ask(query, this.session, MOST_RESULTS).catch(() => null);
    if (mine !== this.#newest) return;
    this.refused = answer === null;
    this.results = answer ?? [];
    this.answered = query;
  }
}
