import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { createRawSnippet } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { Button, Choice, PassphraseField, pebblePath, Slider, Switch } from '.';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('Button', () => {
  test('does nothing while it is busy, but keeps its focus', async () => {
    const onclick = vi.fn();
    const { rerender } = render(Button, { children: words('Open'), onclick });
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await rerender({ busy: true });
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(onclick).toHaveBeenCalledOnce();
    expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus();
  });
});

describe('PassphraseField', () => {
  test('hides what is typed until asked, and lets it be pasted', async () => {
    render(PassphraseField, { label: 'Passphrase', value: '', purpose: 'current' });
    const field = screen.getByLabelText('Passphrase');
    expect(field).toHaveAttribute('type', 'password');
    await userEvent.click(field);
    await userEvent.paste('small stones');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(field).toHaveAttribute('type', 'text');
    expect(field).toHaveValue('small stones');
  });
});

describe('Choice', () => {
  test('is a named group of radios that the arrow keys move through', async () => {
    const onchange = vi.fn();
    const options = [
      { value: 'a', label: 'One', about: 'The first' },
      { value: 'b', label: 'Two' },
    ];
    render(Choice, { legend: 'Which?', value: 'a', options, onchange });
    expect(screen.getByRole('group', { name: 'Which?' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'One' })).toHaveAccessibleDescription('The first');
    await userEvent.click(screen.getByRole('radio', { name: 'Two' }));
    expect(onchange).toHaveBeenCalledWith('b');
  });
});

test('Switch and Slider say what they are set to', () => {
  render(Switch, { label: 'Less motion', checked: true });
  render(Slider, { label: 'Size', value: 120, min: 100, max: 250, step: 10, shown: '120 %' });
  expect(screen.getByRole('switch', { name: 'Less motion' })).toBeChecked();
  expect(screen.getByRole('slider', { name: 'Size' })).toHaveAttribute('aria-valuetext', '120 %');
});

describe('pebbles', () => {
  test('are closed outlines, always the same for the same seed, close to the size asked for', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 4, max: 400 }), fc.integer({ min: 4, max: 400 }), (seed, width, height) => {
        const path = pebblePath(seed, width, height);
        expect(path).toBe(pebblePath(seed, width, height));
        expect(path).toMatch(/^M[\d. -]+(C[\d. -]+){9}Z$/);
        const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
        const across = numbers.filter((_, index) => index % 2 === 0);
        expect(Math.min(...across)).toBeGreaterThan(-0.12 * width);
        expect(Math.max(...across)).toBeLessThan(1.12 * width);
      }),
    );
  });
});
