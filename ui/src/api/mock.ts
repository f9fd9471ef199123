/** The stand-in for the core that tests use; here so that nothing outside this folder knows what it stands in for. */
export { emit } from '@tauri-apps/api/event';
export { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks';
