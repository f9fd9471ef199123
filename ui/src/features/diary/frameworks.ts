// Swapping sets of questions changes only which words are in front: every answer and the free page stay in the record.
import type { Framework, Stage } from '../../api';
import { type Content, withEntry } from './content';
import { documentHasWords } from './document';

export interface OtherAnswer {
  stage: string;
  /** Null when the question is not known any more; its words are shown all the same. */
  question: string | null;
  text: string;
}

export function switchFramework(content: Content, to: string): Content {
  return withEntry(content, { framework: to });
}

export function answer(content: Content, stage: string, text: string): Content {
  return withEntry(content, { answers: { ...content.fields.answers, [stage]: text } });
}

export function stagesOf(frameworks: Framework[], id: string): Stage[] {
  return frameworks.find((framework) => framework.id === id)?.stages ?? [];
}

/** Is the free page in front? Also when the set of questions is one this Cairn does not know. */
export function isFreePage(frameworks: Framework[], id: string): boolean {
  return stagesOf(frameworks, id).length === 0;
}

/** Answers with words in them whose question is not on the screen now. */
export function otherAnswers(content: Content, frameworks: Framework[]): OtherAnswer[] {
  const { framework, answers } = content.fields;
  const shown = new Set(isFreePage(frameworks, framework) ? [] : stagesOf(frameworks, framework).map((stage) => stage.id));
  const questions = new Map(frameworks.flatMap(({ stages }) => stages.map((stage) => [stage.id, stage.question] as const)));
  return Object.entries(answers)
    .filter(([stage, text]) => !shown.has(stage) && text.trim() !== '')
    .map(([stage, text]) => ({ stage, question: questions.get(stage) ?? null, text }));
}

/** The free page has words while questions are in front: it is shown folded beneath them. */
export function freePageIsFolded(content: Content, frameworks: Framework[]): boolean {
  return !isFreePage(frameworks, content.fields.framework) && documentHasWords(content.fields.body);
}
