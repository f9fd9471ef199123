import { CairnError } from '../api';

/** One thing that takes a moment and may be refused: whether it is under way, and what stopped it. */
export class Attempt {
  busy = $state(false);
  refusal = $state.raw<CairnError | null>(null);

  /** Runs it unless it already runs. True when it came through. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.refusal = CairnError.from(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
