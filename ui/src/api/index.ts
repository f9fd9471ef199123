/** The only door to the core. Features call `commands` and `events` from here and see nothing of how they travel. */
import { commands as raw } from './bindings';
import { CairnError } from './refusal';
import { wellFormed } from './well-formed';

export { events } from './bindings';
export type * from './bindings';
export { CairnError } from './refusal';
export { secrets } from './secrets';

type Command = (...args: never[]) => Promise<unknown>;

/** Half a surrogate pair cannot be stored, so text is made whole on the way out; refusals come back typed. */
function guarded(command: Command): Command {
  return async (...args) => {
    try {
      return await command(...wellFormed(args));
    } catch (thrown) {
      throw CairnError.from(thrown);
    }
  };
}

export const commands = Object.fromEntries(
  Object.entries(raw).map(([name, command]) => [name, guarded(command as Command)]),
) as unknown as typeof raw;
