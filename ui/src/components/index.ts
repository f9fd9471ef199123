/**
 * The primitives every screen is made of. Text comes in already translated (`t('…')`).
 *
 * Button        variant 'primary' | 'quiet' (default) | 'plain' | 'danger' · href? (then a link) · icon? (component) ·
 *               busy? · wide? · small? · any button attribute · children
 * IconButton    label · icon · pressed? · any button attribute
 * TextField     label · value (bind) · help? · problem? · hideLabel? · multiline? · rows? · type? · list? · any input attribute
 * PassphraseField  label · value (bind) · purpose 'current' | 'new' · help? · problem? · autofocus?
 * Select        label · value (bind) · options {value,label}[] · help? · hideLabel? · onchange?(value)
 * Choice        legend · value (bind) · options {value,label,about?}[] · layout 'stack' | 'pairs' | 'grid' | 'row' · hideLegend? ·
 *               onchange?(value) · sample?(option) snippet drawn before the label
 * Switch        label · checked (bind) · help? · onchange?(checked)
 * Slider        label · value (bind) · min · max · step · shown (the value in words) · onchange?(value)
 * Doorway       title · lead? · stones? · large? · children · corner?: a page outside the frame, before the diary is open
 * Dialog        open (bind) · title · description? · children? · actions? (snippet: its buttons) · onclose? · wide?
 * Notice        tone 'calm' | 'kept' | 'care' | 'danger' · title? · live? (announced when it appears) · children · actions?
 * Problem       refusal (CairnError) · actions?: what stopped it and what to do next, from errors.ftl
 * EmptyState    title · text? · stones? (1–3, default 2) · children? (actions)
 * Screen        title · lead? · children · beside?: one h1, centred column; every screen in the frame starts with it
 * Stones        count? (default 3) · seed? · inline size in rem: size?   (decorative, hidden from screen readers)
 * Pebble        seed · tone? 'slate' | 'sand' | 'rose' · kind? 'filled' | 'open' · lichen? · size? (rem)
 * Waiting       text: calm words while something takes a moment, announced
 * VisuallyHidden  children
 *
 * `pebblePath(seed, width, height, x?, y?)` gives the outline alone, for drawing stones inside another picture.
 * Icons: `import Lock from '@lucide/svelte/icons/lock'`, one at a time; give them `size={20} aria-hidden="true"`.
 *
 * The page scrolls, not a box inside it. Widths are asked of the container `app` in rem, so that large text folds
 * the layout too: `@container app (inline-size < 50rem)` for 900 px, `< 33.3rem` for 600 px.
 * Colour, type and space come only from the custom properties of styles/tokens.css.
 */
export { default as Button } from './Button.svelte';
export { default as Choice } from './Choice.svelte';
export { default as Dialog } from './Dialog.svelte';
export { default as Doorway } from './Doorway.svelte';
export { default as EmptyState } from './EmptyState.svelte';
export { default as IconButton } from './IconButton.svelte';
export { default as Notice } from './Notice.svelte';
export { default as PassphraseField } from './PassphraseField.svelte';
export { default as Pebble } from './Pebble.svelte';
export { default as Problem } from './Problem.svelte';
export { default as Screen } from './Screen.svelte';
export { default as Select } from './Select.svelte';
export { default as Slider } from './Slider.svelte';
export { default as Stones } from './Stones.svelte';
export { default as Switch } from './Switch.svelte';
export { default as TextField } from './TextField.svelte';
export { default as VisuallyHidden } from './VisuallyHidden.svelte';
export { default as Waiting } from './Waiting.svelte';
export { pebblePath } from './pebble';
