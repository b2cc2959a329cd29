// A law, a case and a stage of a story's own, made the way people make them: no story reads what another one changed.
import { expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './fixtures';
import { open, send } from './steps';

/** A person's own browser, signed in. */
export async function enter(another: () => Promise<Page>, login: string): Promise<Page> {
  const page = await another();
  await signIn(page, login);
  return page;
}

/** What somebody makes of the password that they were given. */
export const ownPassword = (given: string) => `${given}-watashi`;

/** The first sign-in of an account that an administrator made: its password is changed before anything else. */
export async function enterFirst(another: () => Promise<Page>, login: string, given: string): Promise<Page> {
  const page = await another();
  await signIn(page, login, given);
  await expect(page).toHaveURL(/\/account$/);
  const form = page.getByRole('region', { name: 'パスワードの変更' });
  await form.getByLabel(/^現在のパスワード/).fill(given);
  await form.getByLabel(/^新しいパスワード(?!（)/).fill(ownPassword(given));
  await form.getByLabel(/^新しいパスワード（/).fill(ownPassword(given));
  expect(await send(page, form.getByRole('button', { name: 'パスワードを変更する' }))).toBe(303);
  return page;
}

interface NewAccount {
  login: string;
  name: string;
  /** In カタカナ. */
  reading: string;
  org: string;
  role: string;
}

/** Makes an account of a story's own; gives the password that its person changes at the first sign-in. */
export async function addAccount(page: Page, it: NewAccount): Promise<string> {
  const given = 'hajimete-no-kagi';
  await open(page, '/admin/users/new');
  const field = (name: RegExp) => page.getByRole('textbox', { name });
  await field(/^ログインID/).fill(it.login);
  await field(/^氏名/).fill(it.name);
  await field(/^読み/).fill(it.reading);
  await page.getByRole('combobox', { name: /^所属/ }).selectOption({ label: it.org });
  await page.getByRole('combobox', { name: /^役割/ }).selectOption({ label: it.role });
  await field(/^初期パスワード/).fill(given);
  expect(await send(page, page.getByRole('button', { name: '作成する' }))).toBe(303);
  await expectDone(page, 'アカウントを作成しました。');
  return given;
}

/** The green sentence after a form was carried out. */
export async function expectDone(page: Page, sentence: string) {
  await expect(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
}

/** Registers a 制度改正; gives its code. */
export async function registerLaw(page: Page, law: { name: string; inForce?: string }): Promise<string> {
  await open(page, '/laws/new');
  await page.getByRole('textbox', { name: /^名称/ }).fill(law.name);
  await page.getByRole('combobox', { name: /^区分/ }).selectOption({ label: '条例' });
  if (law.inForce) await page.getByRole('textbox', { name: /^施行日/ }).fill(law.inForce);
  expect(await send(page, page.getByRole('main').getByRole('button', { name: '登録' }))).toBe(303);
  await expectDone(page, '制度改正を登録しました。');
  return new URL(page.url()).pathname.replace('/laws/', '');
}

interface NewCase {
  title: string;
  /** Codes of systems of one center. */
  systems: string[];
  section: string;
  center?: 'SOMU' | 'KYOIKU';
  law?: string;
  inForce?: string;
  goLive?: string;
}

/** Fills in the form of a new 案件, up to the first button. */
export async function describeCase(page: Page, it: NewCase) {
  await open(page, it.law ? `/cases/new?law=${it.law}` : '/cases/new');
  await page.getByRole('combobox', { name: /^センター/ }).selectOption(it.center ?? 'SOMU');
  for (const code of it.systems) await page.getByRole('checkbox', { name: new RegExp(`^${code} `) }).check();
  await page.getByRole('combobox', { name: /^業務所管課 ※必須/ }).selectOption({ label: it.section });
  if (it.inForce) await page.getByRole('textbox', { name: /^施行日/ }).fill(it.inForce);
  if (it.goLive) await page.getByRole('textbox', { name: /^本番リリース予定/ }).fill(it.goLive);
  await page.getByRole('textbox', { name: /^件名/ }).fill(it.title);
}

/** Opens a case with the proposed plan; gives its number. */
export async function openCase(page: Page, it: NewCase): Promise<string> {
  await describeCase(page, it);
  expect(await send(page, page.getByRole('button', { name: '計画の案を作る' }))).toBe(200);
  await confirmBeside(page);
  expect(await send(page, page.getByRole('button', { name: 'この計画で案件を起こす' }))).toBe(303);
  await expectDone(page, '案件を登録しました。');
  return caseNo(page);
}

/** Says that the cases for the same were seen, where there are some: a story may have run before in this world. */
export async function confirmBeside(page: Page) {
  const box = page.getByRole('checkbox', { name: '上の案件とは別の案件として起こす' });
  if ((await box.count()) > 0) await box.check();
}

/** The 案件番号 in the address of a page of a case. */
export function caseNo(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2];
}

/** The address of a 工程. */
export const stagePath = (no: string, stage: number, system?: string) =>
  `/cases/${no}/stages/${stage}${system ? `?system=${system}` : ''}`;

/** The panel of the gate of a 工程. */
export const gate = (page: Page) => page.getByRole('region', { name: /^完了判定( |$)|^完了の確認/ });

/** The decisions of a 工程, the newest first. */
export const decisions = (page: Page) => page.getByRole('region', { name: '完了判定の履歴' });

/** Starts the 工程 that the page shows, today. */
export async function start(page: Page) {
  expect(await send(page, gate(page).getByRole('button', { name: 'この工程を開始する' }))).toBe(303);
  await expectDone(page, '工程を開始しました。');
}

/** Requests the gate of the 工程 that the page shows. */
export async function request(page: Page) {
  expect(await send(page, gate(page).getByRole('button', { name: '完了判定を依頼する' }))).toBe(303);
  await expectDone(page, '完了判定を依頼しました。');
}

/** A line of 予定と実績 on the page of a case. */
export function planLine(page: Page, stage: number, system: string): Locator {
  const table = page.getByRole('table', { name: '工程とシステムごとの当初予定・現行予定・実績・遅れ' });
  return table.locator('tbody').nth(stage - 1).getByRole('row').filter({ hasText: system });
}
