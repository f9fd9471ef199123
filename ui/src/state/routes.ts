export type SettingsSection = 'look' | 'safety' | 'about';

export type Route =
  | { name: 'today' }
  | { name: 'diary' }
  /** `id` null: a new entry. `session` and `prompt` are what it starts from. */
  | { name: 'write'; id: string | null; session: string | null; prompt: string | null }
  | { name: 'course'; session: string | null }
  | { name: 'put-away' }
  | { name: 'settings'; section: SettingsSection };

export type RouteOf<N extends Route['name']> = Extract<Route, { name: N }>;

const sections: readonly string[] = ['look', 'safety', 'about'] satisfies SettingsSection[];

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Any address leads somewhere: one that says nothing known leads to Today. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [name, part] = path.split('/').map(plain);
  const asked = new URLSearchParams(query);
  switch (name) {
    case 'diary':
    case 'put-away':
      return { name };
    case 'write':
      return { name, id: part && part !== 'new' ? part : null, session: asked.get('session'), prompt: asked.get('prompt') };
    case 'course':
      return { name, session: part ? part : null };
    case 'settings':
      return { name, section: part && sections.includes(part) ? (part as SettingsSection) : 'look' };
    default:
      return { name: 'today' };
  }
}

/** The address of a route, fit for `href`. */
export function writeRoute(route: Route): string {
  switch (route.name) {
    case 'write': {
      const asked = new URLSearchParams();
      if (route.session) asked.set('session', route.session);
      if (route.prompt) asked.set('prompt', route.prompt);
      const query = asked.size > 0 ? `?${asked.toString()}` : '';
      return `#/write/${route.id ? encodeURIComponent(route.id) : 'new'}${query}`;
    }
    case 'course':
      return route.session ? `#/course/${encodeURIComponent(route.session)}` : '#/course';
    case 'settings':
      return `#/settings/${route.section}`;
    default:
      return `#/${route.name}`;
  }
}

/** A new entry, perhaps for a session or from one of its prompts. */
export const newEntry = (session: string | null = null, prompt: string | null = null): RouteOf<'write'> => ({
  name: 'write',
  id: null,
  session,
  prompt,
});
