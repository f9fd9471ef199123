/** Tells the core that someone is here, and hears from it when it is about to lock. */
import { commands, events } from '../api';

const often = 5_000;

class Idle {
  /** Seconds that were left when the warning came; null while there is none. */
  warned = $state<number | null>(null);
  #last = 0;

  /** Listens for as long as the diary is open; returns the way to stop. */
  watch(): () => void {
    const note = (): void => {
      if (this.warned === null) this.#note();
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const kind of kinds) addEventListener(kind, note, { passive: true, capture: true });
    const heard = events.idleWarning.listen(({ payload }) => (this.warned = payload.secondsLeft));
    return () => {
      for (const kind of kinds) removeEventListener(kind, note, { capture: true });
      void heard.then((stop) => stop());
      this.warned = null;
    };
  }

  /** "I'm still here": counted at once. */
  stay(): void {
    this.warned = null;
    this.#last = 0;
    this.#note();
  }

  #note(): void {
    const now = performance.now();
    if (this.#last > 0 && now - this.#last < often) return;
    this.#last = now;
    void commands.noteActivity().catch(() => undefined);
  }
}

export const idle = new Idle();
