/** Things that hold words not yet saved register here; all are awaited before a lock and before the window closes. */
type Flush = () => Promise<void> | void;

const waiting = new Set<Flush>();

/** Returns the way to leave again; call it when the editor goes. */
export function onFlush(flush: Flush): () => void {
  waiting.add(flush);
  return () => {
    waiting.delete(flush);
  };
}

/** True when everything typed is saved. One that cannot save does not keep the others from it. */
export async function flushAll(): Promise<boolean> {
  const outcomes = await Promise.allSettled([...waiting].map(async (flush) => flush()));
  return outcomes.every((outcome) => outcome.status === 'fulfilled');
}
