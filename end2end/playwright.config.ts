// Run by `cargo xtask e2e` and `cargo xtask screenshots`, which name the binary and the browser.
import { defineConfig, devices } from '@playwright/test';

const chromium = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1366, height: 768 },
  // The system's browser: nothing is downloaded, and it looks up nothing on its own.
  launchOptions: {
    executablePath: process.env.KAISEI_CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export default defineConfig({
  globalSetup: './template.ts',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  // A story that passes only the second time is a bug in the story or in Kaisei.
  retries: 0,
  reporter: 'list',
  use: {
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'chromium', testDir: 'specs', use: chromium },
    { name: 'no-js', testDir: 'specs', grep: /@nojs/, use: { ...chromium, javaScriptEnabled: false } },
    { name: 'screenshots', testDir: 'screenshots', use: chromium },
    { name: 'manual', testDir: 'manual', use: chromium },
  ],
});
