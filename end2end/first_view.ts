// What somebody reads on 今日 without scrolling, at the size of the terminals (1366 × 768).
import { expect, type Locator, type Page } from '@playwright/test';

/** All of it is inside the first view, and nothing was scrolled for it. */
export async function expectInFirstView(it: Locator) {
  const page = it.page();
  await expect(it).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  const box = await it.boundingBox();
  const view = page.viewportSize();
  if (!box || !view) throw new Error('it has no place on the page');
  expect(box.x, 'left').toBeGreaterThanOrEqual(0);
  expect(box.y, 'top').toBeGreaterThanOrEqual(0);
  expect(box.x + box.width, 'right').toBeLessThanOrEqual(view.width);
  expect(box.y + box.height, 'bottom').toBeLessThanOrEqual(view.height);
}

/** A section of 今日, by the words its heading begins with. */
export const section = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });

/** The rows of a section. */
export const answers = (page: Page, name: string) => section(page, name).locator('tbody').getByRole('row');

/** The cases of 今日, each with its reasons. */
export const cases = (page: Page) => section(page, '案件の状況').locator('tbody');

/** The figure of that name at the top. */
export const figure = (page: Page, name: string) =>
  page.getByRole('list', { name: '今日の件数' }).getByRole('link', { name: new RegExp(`^${name}`) });
