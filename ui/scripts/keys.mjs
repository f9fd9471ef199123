// Writes src/i18n/messages.gen.ts: every message key with the variables it takes, so that a
// missing or misspelt key is found by the type checker and not by a reader.
import { parse } from '@fluent/syntax';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../locales/en-GB/', import.meta.url));
const target = fileURLToPath(new URL('../src/i18n/messages.gen.ts', import.meta.url));

function variables(node, found) {
  if (Array.isArray(node)) node.forEach((each) => variables(each, found));
  else if (node && typeof node === 'object') {
    if (node.type === 'VariableReference') found.add(node.id.name);
    else Object.values(node).forEach((each) => variables(each, found));
  }
  return found;
}

const seen = new Map();
const lines = [];
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.ftl'))
  .sort()) {
  const { body } = parse(readFileSync(folder + file, 'utf8'), {});
  for (const entry of body) {
    if (entry.type === 'Junk') throw new Error(`${file}: not understood: ${entry.content.slice(0, 80)}`);
    if (entry.type !== 'Message') continue;
    const key = entry.id.name;
    if (seen.has(key)) throw new Error(`${key} is in ${seen.get(key)} and in ${file}`);
    seen.set(key, file);
    const names = [...variables(entry.value, new Set())].sort();
    lines.push(`  '${key}': ${names.length ? `{ ${names.map((name) => `${name}: Value`).join('; ')} }` : 'null'};`);
  }
}
const text = `// Generated from locales/en-GB by \`npm run keys\`. Do not edit.
type Value = string | number;

export interface Messages {
${lines.join('\n')}
}
`;
let before = '';
try {
  before = readFileSync(target, 'utf8');
} catch {
  // first run
}
if (before !== text) writeFileSync(target, text);
