// The sessions a page goes with. The first is the main one.

export function choose(sessions: string[], id: string, chosen: boolean): string[] {
  const others = sessions.filter((each) => each !== id);
  return chosen ? [...others, id] : others;
}

export function makeMain(sessions: string[], id: string): string[] {
  return [id, ...sessions.filter((each) => each !== id)];
}
