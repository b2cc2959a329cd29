// What every story stands on: a server of its worker's own, people who sign in, and a silent console.
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './server';

export { expect };

export const PASSWORD = 'kaisei-demo-2026';

interface Story {
  /** Console errors this story provokes on purpose, such as the browser's own line about a 404. */
  tolerated: RegExp[];
  /** A second person's browser: own cookies, same server, same silent console. */
  another: () => Promise<Page>;
  silent: void;
  errors: string[];
}

interface Worker {
  /** Stories of another world never share a server: what is read in one is not changed in the other. */
  world: string;
  server: string;
}

export const test = base.extend<Story, Worker>({
  world: ['shared', { scope: 'worker', option: true }],

  server: [
    // Playwright makes a worker, and so a server, for each world.
    async ({ world: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'kaisei-worker-'));
      await cp(process.env.KAISEI_TEMPLATE ?? '', folder, { recursive: true });
      const server = await start(folder);
      await use(server.url);
      await server.end();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  baseURL: ({ server }, use) => use(server),

  tolerated: [[], { option: true }],

  errors: ({}, use) => use([]),

  // A hydration error is only a line in the console; here it fails the story.
  silent: [
    async ({ context, errors, tolerated }, use) => {
      listen(context, errors);
      await use();
      expect(errors.filter((error) => !tolerated.some((known) => known.test(error)))).toEqual([]);
    },
    { auto: true },
  ],

  another: async ({ browser, contextOptions, baseURL, errors, javaScriptEnabled, locale, timezoneId, viewport }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled, locale, timezoneId, viewport });
      contexts.push(context);
      listen(context, errors);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

function listen(context: BrowserContext, errors: string[]) {
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  context.on('weberror', (error) => errors.push(String(error.error())));
}

/** Signs a demo account in, whatever language the page is in. */
export async function signIn(page: Page, login: string, password = PASSWORD) {
  await page.goto('/sign-in');
  await page.locator('input[name="login_id"]:not([type=hidden])').fill(login);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('input[type="password"]').press('Enter');
  await expect(page).not.toHaveURL(/sign-in/);
}

/**
 * No violation that axe can see. Needs JavaScript in the page.
 * axe-core itself, because its wrapper for Playwright wants a newer Node.js than the stories do.
 */
export async function expectAccessible(page: Page) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
  expect(violations).toEqual([]);
}
