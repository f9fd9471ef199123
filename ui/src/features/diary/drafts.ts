// Every page with words on their way to the disk. A page that was left while its save was refused stays here,
// keeps trying, and is what the person sees again when they come back to it.
import { RecordSaver, type SavePorts } from './saver.svelte';

export class Drafts {
  #savers = new Set<RecordSaver>();
  #ports: SavePorts;

  constructor(ports: SavePorts) {
    this.#ports = ports;
  }

  /** Waits for the words already on their way for this record; gives the saver back when they could not be saved. */
  async settle(id: string): Promise<RecordSaver | null> {
    const saver = this.#find(id);
    if (saver === undefined) return null;
    return (await saver.flush()) ? null : saver;
  }

  open(id: string, revision: number): RecordSaver {
    this.#savers.forEach((old) => {
      if (old.id === id && old.unsaved === null) this.#savers.delete(old);
    });
    const saver = new RecordSaver(id, revision, this.#ports);
    this.#savers.add(saver);
    return saver;
  }

  /** The page was left: its saver goes as soon as it has nothing more to save. */
  async leave(saver: RecordSaver): Promise<void> {
    if (await saver.flush()) this.#savers.delete(saver);
  }

  /** True when every word typed is on the disk. */
  async flush(): Promise<boolean> {
    const done = await Promise.all([...this.#savers].map((saver) => saver.flush()));
    return done.every(Boolean);
  }

  /** Leaves nothing of what was written in memory; for after a lock. */
  drop(): void {
    for (const saver of this.#savers) saver.drop();
    this.#savers.clear();
  }

  #find(id: string): RecordSaver | undefined {
    return [...this.#savers].find((saver) => saver.id === id);
  }
}
