// One record's way to the disk. It holds its own id, revision and words, so a slow save for one record can
// never carry another's. Saves go one at a time; newer words wait and replace each other while one is under way.
import type { ErrorCode, RecordDraft, RecordLine, Saved } from '../../api';
import { type Content, hasSomething } from './content';

/** A pause this long in typing starts a save… */
const PAUSE_MS = 800;
/** …and no first unsaved letter waits longer than this, which leaves half a second for the save itself. */
const LONGEST_WAIT_MS = 1500;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

export type SavePhase = 'still' | 'waiting' | 'saving' | 'saved' | 'refused';

export interface SavePorts {
  save: (draft: RecordDraft) => Promise<Saved>;
  /** An id for the copy that is made when the record was changed elsewhere. */
  freshId: () => Promise<string>;
  codeOf: (refusal: unknown) => ErrorCode;
}

export class RecordSaver {
  phase = $state<SavePhase>('still');
  reason = $state<ErrorCode | null>(null);
  /** The record these words are saved as; changes only when a copy had to be made. */
  id = $state('');
  copied = $state(false);
  /** The person has paused and everything is on the disk: the moment to say so. False again with the next letter. */
  settled = $state(false);
  /** Goes up with each such pause, so that it is announced once for each. */
  pauses = $state(0);
  line = $state.raw<RecordLine | null>(null);

  #ports: SavePorts;
  #revision: number;
  #latest: Content | null = null;
  #waiting: Content | null = null;
  #waitingSince: number | null = null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #lastChange = 0;
  #refusals = 0;
  #dropped = false;

  constructor(id: string, revision: number, ports: SavePorts) {
    this.id = id;
    this.#revision = revision;
    this.#ports = ports;
  }

  /** The newest words not yet on the disk, if any. */
  get unsaved(): Content | null {
    return this.#waiting ?? (this.#running ? this.#latest : null);
  }

  get everSaved(): boolean {
    return this.#revision > 0;
  }

  change(content: Content): void {
    if (this.#dropped) return;
    if (!this.everSaved && !this.#running && !hasSomething(content)) {
      this.#forget();
      return;
    }
    this.#latest = content;
    this.#waiting = content;
    this.#lastChange = Date.now();
    this.#waitingSince ??= this.#lastChange;
    this.settled = false;
    clearTimeout(this.#pause);
    if (this.phase === 'refused') return; // the next try is already set, and will take these words
    this.phase = 'waiting';
    this.#arm();
  }

  /** Saves at once. True when everything typed is on the disk. */
  async flush(): Promise<boolean> {
    while (this.#waiting !== null || this.#running !== null) {
      await (this.#running ?? this.#begin());
      if (this.phase === 'refused') return false;
    }
    return true;
  }

  /** Lets the words go from memory; for after a lock. */
  drop(): void {
    this.#dropped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#pause);
    this.#latest = null;
    this.#waiting = null;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#pause);
    this.#waiting = null;
    this.#waitingSince = null;
    this.phase = 'still';
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#running !== null || this.#waitingSince === null) return;
    const now = Date.now();
    const due = Math.min(now + PAUSE_MS, this.#waitingSince + LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => void this.#begin(), Math.max(0, due - now));
  }

  #begin(): Promise<void> {
    clearTimeout(this.#timer);
    const content = this.#waiting;
    if (this.#running !== null) return this.#running;
    if (content === null) return Promise.resolve();
    const since = this.#waitingSince;
    this.#waiting = null;
    this.#waitingSince = null;
    if (this.phase !== 'refused') this.phase = 'saving';
    this.#running = this.#send(content, since).finally(() => {
      this.#running = null;
      if (this.phase === 'refused') this.#armRetry();
      else if (this.#waiting !== null) this.#arm();
    });
    return this.#running;
  }

  async #send(content: Content, since: number | null): Promise<void> {
    try {
      const saved = await this.#ports.save({ ...content, id: this.id, revision: this.#revision });
      this.#revision = saved.revision;
      this.line = saved.line;
      this.#refusals = 0;
      this.reason = null;
      this.phase = this.#waiting === null ? 'saved' : 'waiting';
      if (this.#waiting === null) this.#settle();
    } catch (refusal) {
      await this.#refused(this.#ports.codeOf(refusal), content, since);
    }
  }

  /** A save in the middle of steady typing is not a pause: wait until the typing has stopped. */
  #settle(): void {
    clearTimeout(this.#pause);
    const left = this.#lastChange + PAUSE_MS - Date.now();
    if (left > 0) {
      this.#pause = setTimeout(() => this.#settle(), left);
      return;
    }
    this.settled = true;
    this.pauses += 1;
  }

  async #refused(code: ErrorCode, content: Content, since: number | null): Promise<void> {
    if (this.#dropped) return;
    this.#waiting ??= content;
    this.#waitingSince = since ?? this.#waitingSince;
    const gone = code === 'recordChanged' || code === 'recordNotFound';
    if (gone && this.everSaved && (await this.#becomeCopy())) return;
    this.#refusals += 1;
    this.reason = code;
    this.phase = 'refused';
  }

  async #becomeCopy(): Promise<boolean> {
    try {
      this.id = await this.#ports.freshId();
    } catch {
      return false;
    }
    this.#revision = 0;
    this.copied = true;
    this.phase = 'waiting';
    return true;
  }

  #armRetry(): void {
    clearTimeout(this.#timer);
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#refusals - 1));
    this.#timer = setTimeout(() => void this.#begin(), wait);
  }
}
