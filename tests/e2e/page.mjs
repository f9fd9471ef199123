// What the journeys ask of a page. These functions run inside it, so each stands alone.

/**
 * Everything on the page that has a role and a name, as a screen reader would list it; hidden things left out.
 * A short reading of the rules for names: labelled by, label, alternative text, then the words inside.
 */
export function outline() {
  const clean = (text) => (text ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim()
  const shown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0
  const byTag = {
    A: 'link', BUTTON: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', H1: 'heading', H2: 'heading', H3: 'heading', MAIN: 'main',
    NAV: 'navigation', DIALOG: 'dialog', UL: 'list', OL: 'list', LI: 'listitem', SUMMARY: 'button', ARTICLE: 'article', IMG: 'image',
    OUTPUT: 'status', FIELDSET: 'group', OPTION: 'option', PROGRESS: 'progressbar', TR: 'row',
  }
  const byType = {
    button: 'button', submit: 'button', checkbox: 'checkbox', radio: 'radio', range: 'slider', search: 'searchbox', number: 'spinbutton',
    file: 'button', date: 'date',
  }
  const roleOf = (element) =>
    element.getAttribute('role') ?? (element.tagName === 'INPUT' ? (byType[element.type] ?? 'textbox') : byTag[element.tagName])
  const words = (element) => {
    let text = ''
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data
      else if (node.nodeType === Node.ELEMENT_NODE && node.getAttribute('aria-hidden') !== 'true') {
        text += ` ${node.getAttribute('aria-label') ?? node.getAttribute('alt') ?? words(node)} `
      }
    }
    return text
  }
  const byIds = (ids) => ids.split(/\s+/).map((id) => words(document.getElementById(id) ?? document.createElement('i'))).join(' ')
  const nameOf = (element) => {
    const by = element.getAttribute('aria-labelledby')
    if (by) return clean(byIds(by))
    const own = element.getAttribute('aria-label')
    if (own) return clean(own)
    if (element.labels?.length) return clean([...element.labels].map(words).join(' '))
    if (element.tagName === 'FIELDSET') return clean(words(element.querySelector('legend') ?? document.createElement('i')))
    return clean(element.getAttribute('alt') ?? (words(element) || element.title || element.getAttribute('placeholder')))
  }
  const found = []
  for (const element of document.querySelectorAll('*')) {
    const role = roleOf(element)
    if (!role || role === 'presentation' || role === 'none') continue
    if (element.closest('[inert],[aria-hidden="true"]') || !shown(element)) continue
    found.push({
      role,
      name: nameOf(element),
      described: clean(byIds(element.getAttribute('aria-describedby') ?? '')),
      focus: document.activeElement === element,
      checked: element.checked ?? element.getAttribute('aria-checked') === 'true',
      pressed: element.getAttribute('aria-pressed') === 'true',
      shownAs: element.tagName === 'SELECT' ? clean(element.selectedOptions[0]?.text) : undefined,
      value: element.type === 'password' ? undefined : clean(element.value?.toString()),
      disabled: element.disabled ?? element.getAttribute('aria-disabled') === 'true',
    })
  }
  return found
}

/** All the words a person sees, in one line. */
export function text() {
  return document.body.innerText.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim()
}

/** What a web page may leave behind in the browser. Cairn leaves nothing. */
export async function leftBehind() {
  const count = async (ask) => {
    try {
      return await ask()
    } catch {
      return 0 // not there, or refused: then nothing can be in it
    }
  }
  return {
    localStorage: await count(() => localStorage.length),
    sessionStorage: await count(() => sessionStorage.length),
    indexedDB: await count(async () => (await indexedDB.databases()).length),
    caches: await count(async () => (await caches.keys()).length),
    serviceWorkers: await count(async () => (await navigator.serviceWorker.getRegistrations()).length),
    cookies: await count(() => document.cookie.length),
  }
}

/** Comes back when what is on the page now has been drawn, and its movements have ended. */
export async function painted() {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  await frame()
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))
  for (let i = 0; i < 3; i++) await frame()
}
