import { test, type Page } from '@playwright/test';
import { toKey, toPassphrase } from '../window';

/** Every screen of the window, in light and dark, at 100 % and 200 %, and a few at the sizes that break things. */
const screens: Record<string, { at: string; reach?: (page: Page) => Promise<void> }> = {
  'first-run-welcome': { at: '/?vault=none' },
  'first-run-look': { at: '/?vault=none', reach: (page) => page.getByRole('button', { name: 'Carry on' }).click() },
  'first-run-passphrase': { at: '/?vault=none', reach: toPassphrase },
  'first-run-own': {
    at: '/?vault=none',
    reach: async (page) => {
      await toPassphrase(page);
      await page.getByText('My own words').click();
      await page.getByLabel('Your passphrase').fill('the gate by the old mill');
    },
  },
  'first-run-key': { at: '/?vault=none', reach: toKey },
  'first-run-check': {
    at: '/?vault=none',
    reach: async (page) => {
      await toKey(page);
      await page.getByRole('button', { name: 'I have written it down' }).click();
    },
  },
  lock: { at: '/?vault=locked' },
  'lock-refused': {
    at: '/?vault=locked',
    reach: async (page) => {
      await page.getByLabel('Passphrase').fill('not this one');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('did not open it').waitFor();
    },
  },
  'lock-damaged': {
    at: '/?vault=locked&refuse=unlock:slotDamaged',
    reach: async (page) => {
      await page.getByLabel('Passphrase').fill('any');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('has been damaged').waitFor();
    },
  },
  'lock-recovery': { at: '/?vault=locked', reach: (page) => page.getByRole('button', { name: 'Use my recovery key' }).click() },
  'lock-copies': { at: '/?vault=locked', reach: (page) => page.getByRole('button', { name: 'Go back to an earlier copy' }).click() },
  'key-note': { at: '/?noted=no' },
  'settings-look': { at: '/#/settings/look' },
  'settings-safety': { at: '/#/settings/safety' },
  'settings-about': { at: '/#/settings/about' },
  today: { at: '/#/today' },
  diary: { at: '/#/diary' },
  write: { at: '/#/write/0190-000000' },
  course: { at: '/#/course' },
};

const looks = [
  { name: 'light', query: 'theme=light', width: 1180, height: 800 },
  { name: 'dark', query: 'theme=dark', width: 1180, height: 800 },
  { name: 'light-200', query: 'theme=light&size=200', width: 1180, height: 800 },
  { name: 'dark-200', query: 'theme=dark&size=200', width: 1180, height: 800 },
  { name: 'contrast', query: 'theme=contrast', width: 1180, height: 800 },
  { name: 'narrow', query: 'theme=light&tint=blue', width: 400, height: 700 },
];

const only = process.env['ONLY'];

for (const [name, { at, reach }] of Object.entries(screens)) {
  if (only && !name.includes(only)) continue;
  test(name, async ({ page }) => {
    for (const look of looks) {
      if (process.env['LOOKS'] && !process.env['LOOKS'].split(',').includes(look.name)) continue;
      await page.setViewportSize({ width: look.width, height: look.height });
      const [path = '/', hash = ''] = at.split('#');
      await page.goto('about:blank');
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}${look.query}${hash ? `#${hash}` : ''}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await reach?.(page);
      await page.waitForTimeout(250);
      await page.screenshot({ path: `test-results/shots/${name}-${look.name}.png`, fullPage: true });
    }
  });
}
