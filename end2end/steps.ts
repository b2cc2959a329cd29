// The steps that several stories take.
import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible, test } from './fixtures';

/** Whether the pages of this run have JavaScript. */
export const scripted = () => test.info().project.use.javaScriptEnabled !== false;

/** The browser part has taken over; nothing to wait for without JavaScript and on still pages, which load none. */
export async function ready(page: Page) {
  if (scripted()) await expect(page.locator('html[data-hydrated], html:not(:has(script[type=module]))')).toHaveCount(1);
}

/** Goes to an address and gives the status of the answer. */
export async function open(page: Page, path: string): Promise<number | undefined> {
  const response = await page.goto(path);
  await ready(page);
  return response?.status();
}

/** No violation that axe can see, where axe can run. */
export async function audit(page: Page) {
  if (!scripted()) return;
  await ready(page);
  await expectAccessible(page);
}

/** Sends the form of a button and gives the status of the answer to the post itself. */
export async function send(page: Page, button: Locator): Promise<number> {
  const [response] = await Promise.all([
    page.waitForResponse((it) => it.request().method() === 'POST' && it.request().isNavigationRequest()),
    button.click(),
  ]);
  await page.waitForLoadState();
  await ready(page);
  return response.status();
}

/** Opens what is folded under a summary, and gives it. */
export async function unfold(page: Page, summary: string): Promise<Locator> {
  const exactly = page.locator('summary').filter({ hasText: new RegExp(`^\\s*${summary}\\s*$`) });
  const folded = page.locator('details').filter({ has: exactly });
  if ((await folded.getAttribute('open')) === null) await folded.locator('summary').first().click();
  await expect(folded).toHaveAttribute('open');
  return folded;
}

/** The rows of a table's body. */
export const rows = (within: Page | Locator) => within.locator('tbody').getByRole('row');

/** The link with the number of a 課題, as the first cell of its row has it. */
export const KEY = /^[A-Z]+-\d{4}-\d{3}-\d+$/;

/** The first number in a text such as `自分のボール 5件`. */
export function number(text: string): number {
  const found = /\d+/.exec(text.replaceAll(',', ''));
  if (!found) throw new Error(`no number in ${text}`);
  return Number(found[0]);
}

/** Chooses a system of a case in the form of a 課題: other cases may name the same one, and theirs may stand first. */
export async function chooseSystem(page: Page, no: string, code: string) {
  const system = page.getByRole('combobox', { name: /^対象システム/ });
  const ours = system.locator(`optgroup[label^="${no} "] > option[value="${code}"]`);
  await system.selectOption(await ours.elementHandle());
}

/** Raises a 課題 with 案件 and 件名, and whatever else is given by label; gives its number. */
export async function raise(
  page: Page,
  issue: { case: string; title: string; system?: string; body?: string },
): Promise<string> {
  await open(page, `/issues/new?case=${issue.case}`);
  await page.getByRole('combobox', { name: /^案件/ }).selectOption(issue.case);
  if (issue.system) await chooseSystem(page, issue.case, issue.system);
  await page.getByRole('textbox', { name: /^件名/ }).fill(issue.title);
  if (issue.body) await page.getByRole('textbox', { name: /^内容/ }).fill(issue.body);
  expect(await send(page, page.getByRole('button', { name: '起票する' }))).toBe(303);
  await expect(page.getByRole('status').filter({ hasText: '課題を起票しました。' })).toBeVisible();
  return new URL(page.url()).pathname.replace('/issues/', '');
}

/** The panel that says who has the ball and what comes next. */
export const turn = (page: Page) => page.getByRole('region', { name: 'ボール（いま誰の番か）' });

/** The history of a 課題. */
export const history = (page: Page) => page.getByRole('region', { name: '履歴' });

/** Signs out by the button of every page. */
export async function signOut(page: Page) {
  expect(await send(page, page.getByRole('button', { name: 'サインアウト', exact: true }))).toBe(303);
  await expect(page).toHaveURL(/\/sign-in/);
}
