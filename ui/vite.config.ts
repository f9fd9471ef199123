import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** What the window's own policy allows (tauri.conf.json), so that the browser tests live under the same rules. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html ProseMirrorClipboard',
].join('; ');

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  // The catalogues and the course live at the top of the repository, where the core reads them too.
  server: { port: 1420, strictPort: true, fs: { allow: ['..'] } },
  preview: { headers: { 'Content-Security-Policy': policy } },
  build: {
    target: ['safari16.4', 'chrome111'],
    // Lower than this and `light-dark()` is rewritten into something twice the size.
    cssTarget: ['safari17.5', 'chrome123'],
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  test: { environment: 'jsdom', setupFiles: ['./src/test-setup.ts'], include: ['src/**/*.test.ts'], testTimeout: 20_000 },
});
