import type { CourseSession, Framework } from '../api';
import frameworks from '../../../content/frameworks.json';
import sessions from '../../../content/sessions.json';
import type { World } from './world';

export function course(world: World) {
  return {
    sessions: () =>
      sessions.sessions.map(({ id, no, title, aim, care, care_line, prompts }) => ({
        id,
        no,
        title,
        aim,
        care: care as CourseSession['care'],
        careLine: care_line,
        prompts,
        hasSomething: [...world.records.values()].some((entry) => entry.line.state !== 'putAway' && entry.line.sessions.includes(id)),
      })) satisfies CourseSession[],
    frameworks: () => frameworks.frameworks as Framework[],
  };
}
