// What people do with Cairn, in the words of the window: the journeys are told in these.
import { readFileSync } from 'node:fs'
import { check, until } from './steps.mjs'
import { t } from './words.mjs'

const content = (name) => JSON.parse(readFileSync(new URL(`../../content/${name}.json`, import.meta.url), 'utf8'))
export const sessions = content('sessions').sessions
export const frameworks = content('frameworks').frameworks

export const PASSPHRASE = 'murklespan dovetillo grembask ostravine'

/** First run up to the passphrase. */
export async function welcome(cairn) {
  await cairn.see('heading', t('welcome-title'), 30_000)
  await cairn.choose('button', t('welcome-go'))
  await cairn.see('heading', t('setup-look-title'))
}

export async function chooseCountry(cairn, country) {
  const box = await cairn.tabTo('combobox', t('country-label'))
  for (let i = 0; i < 12; i++) {
    const { shownAs } = await cairn.focus()
    if (shownAs === country) return
    await cairn.press('ArrowDown')
  }
  throw new Error(`${country} was not among the countries; the box says ${JSON.stringify(box)}`)
}

/** Own words, typed twice. */
export async function choosePassphrase(cairn, passphrase) {
  await cairn.tabTo('radio', t('passphrase-kind-seven'))
  await cairn.press('ArrowRight')
  await cairn.tabTo('textbox', t('passphrase-own'))
  await cairn.type(passphrase)
  await cairn.tabTo('textbox', t('passphrase-again'))
  await cairn.type(passphrase)
}

/** The recovery key as the window shows it: its groups, in order. */
export async function readKey(cairn) {
  await cairn.see('heading', t('setup-key-title'), 30_000)
  const groups = await cairn.run((label) => {
    const sheet = document.querySelector(`[aria-label=${JSON.stringify(label)}]`)
    return [...sheet.querySelectorAll('li')].map((item) => item.innerText.replace(/\s+/g, ' ').trim().split(' ').at(-1))
  }, t('key-sheet'))
  check(groups.length === 15 && groups.join('').length === 58, `the key has ${groups.length} groups and ${groups.join('').length} characters`)
  return groups
}

/** Types the group that Cairn asks for, as read from paper. */
export async function typeGroupBack(cairn, groups) {
  const numbered = groups.map((_, index) => t('key-type-group', { number: index + 1 }))
  await cairn.see('heading', t('setup-check-title'))
  const asked = (await cairn.outline()).find((one) => one.role === 'textbox' && numbered.includes(one.name))
  check(asked, 'no group was asked for')
  await cairn.fill('textbox', asked.name, groups[numbered.indexOf(asked.name)].toLowerCase())
  await cairn.press('Enter')
  await cairn.see('heading', t('setup-done-title'))
}

/** All of first run in one go, for journeys that are about something else. Gives the recovery key's groups. */
export async function setUp(cairn, passphrase = PASSPHRASE) {
  await welcome(cairn)
  await cairn.choose('button', t('next'))
  await cairn.see('heading', t('setup-passphrase-title'))
  await choosePassphrase(cairn, passphrase)
  await cairn.press('Enter')
  const groups = await readKey(cairn)
  await cairn.choose('button', t('key-written'))
  await typeGroupBack(cairn, groups)
  await cairn.choose('button', t('setup-done-go'))
  await home(cairn)
  return groups
}

/** Today is there: its one action can be seen. */
export const home = (cairn) => cairn.see('link', t('frame-today'), 20_000)

export async function tryPassphrase(cairn, passphrase) {
  await cairn.see('textbox', t('lock-passphrase'), 30_000)
  await cairn.fill('textbox', t('lock-passphrase'), passphrase)
  await cairn.press('Enter')
}

export async function unlock(cairn, passphrase = PASSPHRASE) {
  await tryPassphrase(cairn, passphrase)
  await home(cairn)
}

export async function lock(cairn) {
  await cairn.press('Control+l')
  await cairn.see('textbox', t('lock-passphrase'), 20_000)
}

export async function newPage(cairn) {
  await cairn.press('Control+n')
  await cairn.see('textbox', t('diary-body'))
}

export const saved = (cairn) => cairn.read(t('diary-saved'), 8_000)

/** What stands beside a page is folded away where there is no room for it. */
export async function showBeside(cairn) {
  const folded = (await cairn.outline()).some((one) => one.role === 'button' && one.name === t('diary-beside-show'))
  if (folded) await cairn.choose('button', t('diary-beside-show'))
}

export async function chooseSession(cairn, id) {
  const { no, title } = sessions.find((session) => session.id === id)
  const name = t('diary-session', { no, title })
  await showBeside(cairn)
  const shown = (await cairn.outline()).some((one) => one.role === 'checkbox' && one.name === name)
  if (!shown) await cairn.choose('button', t('diary-sessions-choose'))
  await cairn.tabTo('checkbox', name)
  await cairn.press('Space')
  check((await cairn.focus()).checked, `${name} was not ticked`)
}

/** Ctrl+K, the words, and the pages that come back. */
export async function find(cairn, words, count = 1) {
  await cairn.press('Control+k')
  await cairn.see('dialog', t('find-title'))
  await until('the search box to have the focus', async () => (await cairn.focus())?.name === t('find-words'))
  await cairn.type(words)
  // The list itself: what is announced may still be said of the search before.
  if (count === 0) return cairn.read(t('find-nothing'))
  await until(`${count} pages with “${words}”`, async () => (await cairn.outline()).filter((one) => one.role === 'option').length === count)
}

/** One of a few: Tab comes to the one that is chosen, the arrows go on from there. */
export async function pick(cairn, names, wanted) {
  await cairn.tabTo('radio', new RegExp(`^(${names.join('|')})$`))
  for (let i = 0; i < names.length; i++) {
    const { name, checked } = await cairn.focus()
    if (name === wanted && checked) return
    await cairn.press(names.indexOf(name) < names.indexOf(wanted) ? 'ArrowDown' : 'ArrowUp')
  }
  throw new Error(`${wanted} could not be picked`)
}

export async function theme(cairn, wanted) {
  await cairn.choose('link', t('frame-settings'))
  await cairn.see('heading', t('frame-settings'))
  const names = ['system', 'light', 'dark', 'contrast'].map((name) => t(`look-theme-${name}`))
  await pick(cairn, names, t(`look-theme-${wanted}`))
}

export async function size(cairn, wanted) {
  await cairn.tabTo('slider', t('look-size'))
  for (let i = 0; i < 40; i++) {
    const now = Number((await cairn.focus()).value)
    if (now === wanted) return
    await cairn.press(now < wanted ? 'ArrowRight' : 'ArrowLeft')
  }
  throw new Error(`the size never became ${wanted}`)
}
