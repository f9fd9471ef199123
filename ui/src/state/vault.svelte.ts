/** Whether the diary is open, and what the window knows of it. Locking unmounts everything that was open. */
import { commands, events, type FlushAsked, type Locked, type Summary, type VaultState } from '../api';
import { flushAll } from './flush';
import { look } from './look.svelte';

class Vault {
  state = $state<VaultState | 'starting' | 'stuck'>('starting');
  summary = $state.raw<Summary | null>(null);
  version = $state('');
  /** Why it is locked, once it has been open. */
  why = $state<Locked['why'] | null>(null);
  /** Something typed could not be saved, so this waits for a decision. */
  holdsUnsaved = $state<'lock' | 'close' | null>(null);
  /** The person said "Later" to noting a recovery key, until the next unlock. */
  keyLater = $state(false);

  async begin(): Promise<void> {
    await events.locked.listen(({ payload }) => this.#closed(payload.why));
    await events.flushAsked.listen(({ payload }) => void this.#flush(payload.why));
    try {
      const start = await commands.start();
      look.take(start.look);
      this.version = start.version;
      this.summary = start.summary;
      this.state = start.vault;
    } catch {
      this.state = 'stuck';
    }
  }

  /** The diary has been opened; this is what the core says about it. */
  opened(summary: Summary): void {
    this.summary = summary;
    this.why = null;
    this.state = 'open';
  }

  async refresh(): Promise<void> {
    this.summary = await commands.summary();
  }

  /** Saves what is typed, then locks. With `anyway`, words that cannot be saved do not stop it. */
  async lock(anyway = false): Promise<void> {
    const saved = await flushAll();
    if (!saved && !anyway) {
      this.holdsUnsaved = 'lock';
      return;
    }
    await commands.lock();
    this.#closed('asked');
  }

  /** Before an idle lock and before the window closes the core waits for this. */
  async #flush(why: FlushAsked['why']): Promise<void> {
    const saved = await flushAll();
    if (!saved && why === 'close') {
      this.holdsUnsaved = 'close';
      await commands.flushed('held');
    } else await commands.flushed('saved');
  }

  /** The person stays with the words that are not saved yet. */
  async stay(): Promise<void> {
    const closing = this.holdsUnsaved === 'close';
    this.holdsUnsaved = null;
    if (closing) await commands.flushed('stay');
  }

  #closed(why: Locked['why']): void {
    if (this.state === 'starting' || this.state === 'locked') return;
    this.holdsUnsaved = null;
    this.keyLater = false;
    this.summary = null;
    this.why = why;
    this.state = 'locked';
  }
}

export const vault = new Vault();
