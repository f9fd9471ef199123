// What one page holds while it is being written: everything of a draft but its id and revision,
// which belong to the saver that carries it to the disk.
import type { DiaryEntry, Fields, Record as CairnRecord, RecordDraft } from '../../api';
import { documentHasWords } from './document';

export type Content = Omit<RecordDraft, 'id' | 'revision'>;

export function contentOf(record: CairnRecord, sitting: string): Content {
  const { line } = record;
  return {
    sitting,
    title: line.title,
    happenedOn: line.happenedOn,
    happenedRoughly: line.happenedRoughly,
    sessions: line.sessions,
    tags: line.tags,
    people: record.people,
    links: record.links,
    feel: line.feel,
    state: line.state === 'kept' ? 'kept' : 'draft',
    fields: record.fields,
  };
}

export function withEntry(content: Content, patch: Partial<DiaryEntry>): Content {
  const fields: Fields = { ...content.fields, ...patch };
  return { ...content, fields };
}

/** Is there anything a person would miss? A label or a session alone counts. */
export function hasSomething(content: Content): boolean {
  const entry = content.fields;
  const texts = [content.title, content.happenedRoughly ?? '', entry.learned, entry.nextStep, ...Object.values(entry.answers)];
  const lists = [content.sessions, content.tags, content.people, content.links, entry.moodWords];
  return texts.some((text) => text.trim() !== '') || lists.some((list) => list.length > 0) || documentHasWords(entry.body);
}
