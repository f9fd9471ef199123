/** The keys that work everywhere while the diary is open (no single letters). */
import { find } from './find.svelte';
import { router } from './router.svelte';
import { newEntry } from './routes';
import { vault } from './vault.svelte';

const acts: Record<string, () => void> = {
  l: () => void vault.lock(),
  n: () => router.go(newEntry()),
  k: () => find.open(),
};

/** Moves focus to the next landmark, or the one before. */
function nextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null);
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const target = regions[(here + (back ? -1 : 1) + regions.length) % regions.length];
  target?.focus();
}

export function onShortcut(event: KeyboardEvent): void {
  if (event.key === 'F6' && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    nextRegion(event.shiftKey);
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
