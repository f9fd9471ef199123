// One page open for writing: what it holds now, and the saver that carries each change away.
import { commands, type DiaryEntry } from '../../api';
import type { RouteOf } from '../../state';
import { type Content, contentOf, hasSomething, withEntry } from './content';
import { drafts, KIND } from './open-drafts.svelte';
import type { RecordSaver } from './saver.svelte';

export class Page {
  content: Content;
  putAway = $state(false);
  readonly saver: RecordSaver;
  /** It began now, so the caret goes to it at once. */
  readonly isNew: boolean;

  constructor(saver: RecordSaver, content: Content, isNew: boolean) {
    this.saver = saver;
    this.content = $state.raw(content);
    this.isNew = isNew;
  }

  get entry(): DiaryEntry {
    return this.content.fields;
  }

  change(patch: Partial<Content>): void {
    this.content = { ...this.content, ...patch };
    this.saver.change(this.content);
  }

  write(patch: Partial<DiaryEntry>): void {
    this.content = withEntry(this.content, patch);
    this.saver.change(this.content);
  }

  /** From draft to kept. True when it is safe to leave; an empty new page leaves nothing behind. */
  async keep(): Promise<boolean> {
    if (this.content.state === 'draft' && (this.saver.everSaved || hasSomething(this.content))) this.change({ state: 'kept' });
    return this.saver.flush();
  }

  async moveAway(): Promise<void> {
    if (!(await this.saver.flush())) return;
    await commands.putAway(this.saver.id);
    this.putAway = true;
  }

  async bringBack(): Promise<void> {
    await commands.bringBack(this.saver.id);
    this.putAway = false;
  }

  leave(): Promise<void> {
    return drafts.leave(this.saver);
  }
}

/** Opens what the address names: a record, or a new page that is not on the disk until it holds something. */
export async function openPage({ id, session, prompt }: RouteOf<'write'>): Promise<Page> {
  const sitting = crypto.randomUUID();
  if (id === null) {
    const record = await commands.newRecord(KIND);
    const content = contentOf(record, sitting);
    const begun = withEntry({ ...content, sessions: session ? [session] : [] }, { promptId: prompt });
    return new Page(drafts.open(record.line.id, 0), begun, true);
  }
  const refused = await drafts.settle(id);
  if (refused?.unsaved) return new Page(refused, { ...refused.unsaved, sitting }, false);
  const record = await commands.openRecord(id);
  const page = new Page(drafts.open(id, record.revision), contentOf(record, sitting), false);
  page.putAway = record.line.state === 'putAway';
  return page;
}
