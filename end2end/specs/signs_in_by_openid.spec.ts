// An officer comes in by the account of her organisation: Kaisei and a real provider of OpenID Connect.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test as story } from '../fixtures';
import { CLIENT, freePort, type OpenIdProvider, startProvider } from '../openid';
import { start } from '../server';

const test = story.extend<object, { provider: OpenIdProvider; port: number }>({
  port: [({}, use) => freePort().then(use), { scope: 'worker' }],
  provider: [
    async ({ port }, use) => {
      const provider = await startProvider(`http://127.0.0.1:${port}/session/openid/return`);
      await use(provider);
      await provider.end();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ world: _, provider, port }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'kaisei-openid-'));
      await cp(process.env.KAISEI_TEMPLATE ?? '', folder, { recursive: true });
      const settings = {
        KAISEI_PUBLIC_ADDRESS: `http://127.0.0.1:${port}`,
        KAISEI_OPENID_ISSUER: provider.issuer,
        KAISEI_OPENID_CLIENT_ID: CLIENT.id,
        KAISEI_OPENID_CLIENT_SECRET: CLIENT.secret,
        KAISEI_OPENID_NAME_JA: '市の認証でサインイン',
      };
      const server = await start(folder, settings, port);
      await use(server.url);
      await server.end();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test.use({ world: 'openid', tolerated: [/status of 422/] });

async function atTheProvider(page: Page) {
  await page.goto('/issues?q=%E9%80%9A%E5%8B%A4');
  await page.getByRole('link', { name: '市の認証でサインイン' }).press('Enter');
  await expect(page.getByRole('heading', { name: '市の認証' })).toBeVisible();
}

async function signInThere(page: Page, login: string) {
  await page.getByLabel('職員番号').fill(login);
  await page.getByRole('button', { name: '認証する' }).click();
}

test('signs in at her organisation and lands where she wanted to go', { tag: '@nojs' }, async ({ page, another }) => {
  await atTheProvider(page);
  await signInThere(page, 'kyuyo');
  await expect(page).toHaveURL(/\/issues\?q=/);
  await expect(page.getByRole('heading', { name: '課題一覧' })).toBeVisible();
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await expect(page.getByLabel('ログインID')).toBeVisible();

  // The administrator reads how she came in, and which account it is now.
  const admin = await another();
  await signIn(admin, 'admin');
  await admin.goto('/audit');
  await expect(admin.getByText('サインインしました（組織のアカウント）。').first()).toBeVisible();
  await expect(admin.getByText('アカウント kyuyo を組織のアカウントと結び付けました。').first()).toBeVisible();
});

test('is told when she calls it off, and when nobody here has that name', { tag: '@nojs' }, async ({ page, another }) => {
  await atTheProvider(page);
  await page.getByRole('button', { name: 'やめる' }).click();
  await expect(page.getByRole('alert')).toContainText('サインインを取りやめました');
  const stranger = await another();
  await atTheProvider(stranger);
  await signInThere(stranger, 'somebody-else');
  await expect(stranger.getByRole('alert')).toContainText('この組織のアカウントでは、Kaiseiにサインインできません。');
  await expect(stranger.getByLabel('ログインID')).toBeVisible();
});

test('the sign-in page with both ways is accessible and fits a telephone', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.getByRole('link', { name: '市の認証でサインイン' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
