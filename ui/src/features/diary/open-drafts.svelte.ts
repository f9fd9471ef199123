// The window's pages in the making. They are flushed before every lock and close, and let go once the vault is shut.
import { CairnError, commands } from '../../api';
import { onFlush, vault } from '../../state';
import { Drafts } from './drafts';

export const KIND = 'diary_entry';

export const drafts = new Drafts({
  save: (draft) => commands.saveRecord(draft),
  freshId: async () => (await commands.newRecord(KIND)).line.id,
  codeOf: (refusal) => CairnError.from(refusal).code,
});

onFlush(async () => {
  if (!(await drafts.flush())) throw new CairnError('cannotWrite');
});

$effect.root(() => {
  $effect(() => {
    if (vault.state !== 'open') drafts.drop();
  });
});
