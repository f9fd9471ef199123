// The window's own words, by message id, so that the journeys survive a change of wording.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FluentBundle, FluentResource } from '../../ui/node_modules/@fluent/bundle/esm/index.js'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../locales/en-GB')
const bundle = new FluentBundle('en-GB', { useIsolating: false })
for (const name of readdirSync(folder).filter((name) => name.endsWith('.ftl'))) {
  bundle.addResource(new FluentResource(readFileSync(join(folder, name), 'utf8')))
}

/** The text of a message. An id that is not there is an error: a journey would wait for it in vain. */
export function t(id, args = {}) {
  const message = bundle.getMessage(id)
  if (!message?.value) throw new Error(`no message called ${id} in locales/en-GB`)
  return bundle.formatPattern(message.value, args).replace(/\s+/g, ' ').trim()
}

/** A pattern that fits the message whatever stands in its variables. */
export function like(id, args = {}) {
  const message = bundle.getMessage(id)
  if (!message?.value) throw new Error(`no message called ${id} in locales/en-GB`)
  const parts = typeof message.value === 'string' ? [message.value] : message.value
  const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const source = parts
    .map((part) => {
      if (typeof part === 'string') return quoted(part)
      if (part.type === 'var' && !(part.name in args)) return '.+'
      return quoted(bundle.formatPattern([part], args))
    })
    .join('')
  return new RegExp(`^${source.replace(/\s+/g, ' ')}$`)
}
