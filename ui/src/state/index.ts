export { announce, announcer } from './announcer.svelte';
export { find } from './find.svelte';
export { flushAll, onFlush } from './flush';
export { look } from './look.svelte';
export { router } from './router.svelte';
export { newEntry, writeRoute, type Route, type RouteOf, type SettingsSection } from './routes';
export { vault } from './vault.svelte';
export { idle } from './idle.svelte';
export { onShortcut } from './shortcuts';
