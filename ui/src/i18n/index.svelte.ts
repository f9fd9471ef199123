/** Everything a person reads comes through here: `t('key', { name: value })`, from locales/. */
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Messages } from './messages.gen';
import { pseudo } from './pseudo';

export type MessageKey = keyof Messages;
type Args<K extends MessageKey> = Messages[K] extends null ? [] : [Messages[K]];

const catalogues = import.meta.glob<string>('../../../locales/en-GB/*.ftl', { query: '?raw', import: 'default', eager: true });

class Language {
  /** `en-XA` is English made longer, to see which screens have no room. */
  locale = $state<'en-GB' | 'en-XA'>('en-GB');

  #bundle = $derived.by(() => {
    const bundle = new FluentBundle('en-GB', {
      useIsolating: false,
      ...(this.locale === 'en-XA' ? { transform: pseudo } : {}),
    });
    for (const text of Object.values(catalogues)) bundle.addResource(new FluentResource(text));
    return bundle;
  });

  t = <K extends MessageKey>(key: K, ...[args]: Args<K>): string => {
    const message = this.#bundle.getMessage(key);
    if (!message?.value) return key;
    return this.#bundle.formatPattern(message.value, args ?? null);
  };
}

export const language = new Language();
export const t = language.t;
