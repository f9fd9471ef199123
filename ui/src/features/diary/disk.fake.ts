// A disk for tests: keeps records by id with their revisions, can be slow, and can refuse.
import type { DiaryEntry, ErrorCode, RecordDraft, RecordLine, Saved } from '../../api';
import type { Content } from './content';
import type { SavePorts } from './saver.svelte';

const emptyEntry: DiaryEntry = {
  body: null,
  framework: 'F0',
  answers: {},
  promptId: null,
  setting: null,
  moodWords: [],
  energy: null,
  learned: '',
  nextStep: '',
};

export function blank(patch: Partial<Content> = {}, entry: Partial<DiaryEntry> = {}): Content {
  return {
    sitting: 's',
    title: '',
    happenedOn: null,
    happenedRoughly: null,
    sessions: [],
    tags: [],
    people: [],
    links: [],
    feel: 'ordinary',
    state: 'draft',
    fields: { kind: 'diary_entry', ...emptyEntry, ...entry },
    ...patch,
  };
}

class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

export class Disk {
  latency = 0;
  refuse: ErrorCode[] = [];
  saves = 0;
  /** Every title ever acknowledged, as the history keeps them. */
  written: string[] = [];
  #records = new Map<string, RecordDraft>();
  #copies = 0;

  ports: SavePorts = {
    save: (draft) => this.#save(draft),
    freshId: () => Promise.resolve(`copy-${++this.#copies}`),
    codeOf: (refusal) => (refusal instanceof Refusal ? refusal.code : 'stoppedUnexpectedly'),
  };

  titleOf(id: string): string | undefined {
    return this.#records.get(id)?.title;
  }

  stateOf(id: string): string | undefined {
    return this.#records.get(id)?.state;
  }

  titles(): [string, string][] {
    return [...this.#records].map(([id, { title }]) => [id, title]);
  }

  changeElsewhere(id: string, title: string): void {
    const record = this.#records.get(id);
    if (record) this.#records.set(id, { ...record, title, revision: record.revision + 1 });
  }

  async #save(draft: RecordDraft): Promise<Saved> {
    if (this.latency > 0) await new Promise((done) => setTimeout(done, this.latency));
    const refusal = this.refuse.shift();
    if (refusal) throw new Refusal(refusal);
    const revision = this.#records.get(draft.id)?.revision ?? 0;
    if (revision !== draft.revision) throw new Refusal('recordChanged');
    this.#records.set(draft.id, { ...draft, revision: revision + 1 });
    this.saves += 1;
    this.written.push(draft.title);
    return { line: { id: draft.id } as RecordLine, revision: revision + 1 };
  }
}
