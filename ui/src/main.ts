import { mount } from 'svelte';
import App from './App.svelte';
import './styles/index.css';

/** The browser tests run over a pretend core; the product's bundle never holds it. */
async function start(): Promise<void> {
  if (import.meta.env.MODE === 'e2e') (await import('./fake')).install();
  mount(App, { target: document.getElementById('app') ?? document.body });
}

void start();
