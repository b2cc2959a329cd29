// Every screen as a picture: `cargo xtask screenshots`. One line per screen; add yours.
import { join } from 'node:path';
import { expect, signIn, test } from '../fixtures';

const SCREENS = [
  { name: 'today', path: '/' },
  { name: 'cases', path: '/cases' },
  { name: 'issues', path: '/issues' },
];
const VIEWPORTS = [
  { width: 1366, height: 768 },
  { width: 360, height: 740 },
];
const FOLDER = process.env.KAISEI_SCREENSHOTS ?? 'test-results/screenshots';

for (const locale of ['ja-JP', 'en-US']) {
  for (const viewport of VIEWPORTS) {
    test.describe(`${locale} ${viewport.width}`, () => {
      test.use({ locale, viewport });
      const file = (name: string) => join(FOLDER, `${name}-${viewport.width}-${locale.slice(0, 2)}.png`);

      test('sign-in', async ({ page }) => {
        await page.goto('/sign-in');
        await page.screenshot({ path: file('sign-in'), fullPage: true });
      });

      for (const { name, path } of SCREENS) {
        test(name, async ({ page }) => {
          await signIn(page, 'kyuyo');
          await page.goto(path);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await page.screenshot({ path: file(name), fullPage: true });
        });
      }
    });
  }
}
