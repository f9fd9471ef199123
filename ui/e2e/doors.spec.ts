import { expect, test, type Page } from '@playwright/test';
import { button, fitsAcross, open, soundForAll, toKey, toPassphrase, tryToOpen } from './window';

const screens: Record<string, { at: string; reach?: (page: Page) => Promise<unknown> }> = {
  welcome: { at: '/?vault=none' },
  'look, first': { at: '/?vault=none', reach: (page) => button(page, 'Carry on').click() },
  'seven words': { at: '/?vault=none', reach: toPassphrase },
  'own words': {
    at: '/?vault=none',
    reach: async (page) => {
      await toPassphrase(page);
      await page.getByText('My own words').click();
      await page.getByLabel('Your passphrase').fill('short');
      await button(page, 'Make my diary').click();
    },
  },
  'recovery key': { at: '/?vault=none', reach: toKey },
  'one group back': {
    at: '/?vault=none',
    reach: async (page) => {
      await toKey(page);
      await button(page, 'I have written it down').click();
      await button(page, 'Check it').click();
    },
  },
  'the door': { at: '/?vault=locked' },
  'a refused passphrase': { at: '/?vault=locked', reach: tryToOpen },
  'a damaged slot': { at: '/?vault=locked&refuse=unlock:slotDamaged', reach: tryToOpen },
  'key from paper': {
    at: '/?vault=locked',
    reach: async (page) => {
      await button(page, 'Use my recovery key').click();
      await page.getByLabel('Group 1', { exact: true }).fill('qpzr');
      await button(page, 'Next').click();
    },
  },
  'earlier copies': { at: '/?vault=locked', reach: (page) => button(page, 'Go back to an earlier copy').click() },
  'no copies': { at: '/?vault=locked&backups=0', reach: (page) => button(page, 'Go back to an earlier copy').click() },
  'look, locked': { at: '/?vault=locked', reach: (page) => button(page, 'Look').click() },
  'key left for later': { at: '/?noted=no' },
  'settings: look': { at: '/#/settings/look' },
  'settings: safety': { at: '/#/settings/safety', reach: (page) => button(page, 'Change the passphrase').click() },
  'settings: new key': {
    at: '/#/settings/safety',
    reach: async (page) => {
      await button(page, 'Make a new recovery key').click();
      await button(page, 'I have written it down').waitFor();
    },
  },
  'settings: health': {
    at: '/#/settings/safety',
    reach: async (page) => {
      await button(page, 'Check now').click();
      await page.getByText('All is sound.').waitFor();
    },
  },
  'settings: about': { at: '/#/settings/about' },
  'read only': { at: '/?readonly=yes#/settings/safety' },
  'idle warning': { at: '/#/settings/about', reach: warn },
};

async function warn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { cairnFake } = globalThis as unknown as { cairnFake: { emit: (event: string, payload: unknown) => void } };
    cairnFake.emit('idle-warning', { secondsLeft: 30 });
  });
  await page.getByRole('dialog', { name: 'Are you still here?' }).waitFor();
}

const withLook = (at: string, look: string) => {
  const [path = '/', hash] = at.split('#');
  return `${path}${path.includes('?') ? '&' : '?'}${look}${hash ? `#${hash}` : ''}`;
};

for (const [name, { at, reach }] of Object.entries(screens)) {
  test(`${name} is sound for all`, async ({ page }) => {
    const trouble = await open(page, at);
    await reach?.(page);
    await soundForAll(page);
    expect(trouble).toEqual([]);
  });

  test(`${name} is sound in high contrast`, async ({ page }, { project }) => {
    test.skip(project.name === 'contrast', 'forced colours take its place');
    await open(page, withLook(at, 'theme=contrast'));
    await reach?.(page);
    await soundForAll(page);
  });

  test(`${name} fits a narrow window and very large text`, async ({ page }, { project }) => {
    test.skip(project.name !== 'light', 'colour makes no difference to width');
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, at);
    await reach?.(page);
    await fitsAcross(page);
    await page.setViewportSize({ width: 800, height: 600 });
    await open(page, withLook(at, 'size=250&letters=wider'));
    await reach?.(page);
    await fitsAcross(page);
  });
}
