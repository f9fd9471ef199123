// Says each step and how it went; a journey stops at its first step that fails, the others go on.
const sum = { passed: 0, failed: 0 }

let stopped = false
/** Whether the journey that is being played has stopped half-way. */
export const halted = () => stopped

class Stopped extends Error {}

/** One step: does it, says `ok` or `not ok`. */
export async function step(name, act) {
  const began = Date.now()
  try {
    const said = await act()
    sum.passed++
    console.log(`ok ${name}${said ? `: ${said}` : ''} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (error) {
    sum.failed++
    stopped = true
    console.log(`not ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n  ${(error.stack ?? String(error)).replaceAll('\n', '\n  ')}`)
    throw new Stopped(name)
  }
}

/** A journey: its steps, and what to do afterwards however it went. */
export async function journey(title, act) {
  console.log(`\n# ${title}`)
  stopped = false
  try {
    await act()
  } catch (error) {
    if (error instanceof Stopped) return
    sum.failed++
    console.log(`not ok ${title}\n  ${(error.stack ?? String(error)).replaceAll('\n', '\n  ')}`)
  }
}

export const total = () => sum

export function check(truth, otherwise) {
  if (!truth) throw new Error(typeof otherwise === 'string' ? otherwise : JSON.stringify(otherwise))
}

/** Asks again until the answer is truthy. */
export async function until(what, ask, patience = 10_000) {
  const end = Date.now() + patience
  let last
  for (;;) {
    try {
      last = await ask()
      if (last) return last
    } catch (error) {
      last = error.message
    }
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain for ${what}${last ? ` (${last})` : ''}`)
    await pause(100)
  }
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms))
