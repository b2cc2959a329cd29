// What an operator knows reaches the city by the 業務管理者's hand and in their words only (specification 9-(5)).
import { enter } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of (422|404)/] });

const CASE = 'SOMU-2026-001';
const OPERATOR = '江藤 彩';

test('an operator writes, the manager edits, the city reads', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'op-somu');
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '上申箱' }).click();
  await audit(page);
  await page.getByRole('link', { name: '管理者へ上申' }).click();
  await expect(page.getByText('センターの中だけで読みます')).toBeVisible();
  await audit(page);
  await page.getByRole('combobox', { name: /^案件/ }).selectOption(CASE);
  await page.getByRole('textbox', { name: /^件名/ }).fill('再実行の日程を市に聞きたい');
  await page.getByRole('textbox', { name: /^市に伝えたいこと/ }).fill('係の下書き：立会いの日を決めてください。');
  expect(await send(page, page.getByRole('button', { name: '管理者へ上申' }))).toBe(303);
  await expect(page.getByRole('status').filter({ hasText: '業務管理者に上申しました。' })).toBeVisible();
  await audit(page);
  const own = new URL(page.url()).pathname;

  // It waits on the manager's 今日. First it goes back, for the reason tells what is missing.
  const manager = await enter(another, 'kanri-somu');
  const waiting = manager.getByRole('region', { name: '上申（確認待ち）' });
  await waiting.getByRole('link', { name: /再実行の日程を市に聞きたい/ }).click();
  await audit(manager);
  let back = await unfold(manager, '差し戻す');
  await back.getByRole('textbox', { name: /^差し戻す理由/ }).fill('　');
  expect(await send(manager, back.getByRole('button', { name: '差し戻す' }))).toBe(422);
  back = await unfold(manager, '差し戻す');
  await back.getByRole('textbox', { name: /^差し戻す理由/ }).fill('候補日を書いてください。');
  expect(await send(manager, back.getByRole('button', { name: '差し戻す' }))).toBe(303);

  await open(page, '/');
  const returned = page.getByRole('region', { name: '差し戻された上申' });
  await expect(returned).toContainText('候補日を書いてください。');
  await audit(page);
  await returned.getByRole('link', { name: /再実行の日程を市に聞きたい/ }).click();
  await page.getByRole('textbox', { name: /^市に伝えたいこと/ }).fill('係の下書き：候補は11月26日か27日です。');
  expect(await send(page, page.getByRole('button', { name: 'もう一度上申する' }))).toBe(303);

  await open(manager, own);
  const form = manager.getByRole('region', { name: '自分の言葉に直して市へ送る' });
  // Who will read it is said before, in words; the narrow one is chosen.
  await expect(form.getByRole('radio', { name: /市・管理者/ })).toBeChecked();
  await expect(form).toContainText('市・責任者・業務管理者・担当のコンサルタントが読みます');
  await form.getByRole('combobox', { name: /^送付先/ }).selectOption('new');
  await form.getByRole('textbox', { name: /^件名/ }).fill('受入れテストの再実行の立会い');
  await form.getByRole('textbox', { name: /^市へ送る文面/ }).fill('立会いの候補日は11月26日と27日です。ご都合をお知らせください。');
  await audit(manager);
  expect(await send(manager, form.getByRole('button', { name: '転記して市へ送付' }))).toBe(303);
  const arrived = manager.getByRole('region', { name: 'この上申の項目' }).getByRole('link', { name: /受入れテストの再実行の立会い/ });
  const issue = (await arrived.getAttribute('href')) ?? '';
  await audit(manager);

  const city = await enter(another, 'kyuyo');
  expect(await open(city, issue)).toBe(200);
  const main = city.getByRole('main');
  await expect(main).toContainText('立会いの候補日は11月26日と27日です。');
  await expect(main).toContainText('藤井 由美子');
  await expect(main).not.toContainText(OPERATOR);
  await expect(main).not.toContainText(/係の下書き|上申/);
  await audit(city);
  expect(await open(city, own)).toBe(404);

  // The operator learns that it was sent, not what was said.
  await open(page, own);
  await expect(page.getByRole('main')).toContainText('送付済み');
  await expect(page.getByRole('main')).not.toContainText('ご都合をお知らせください');
});

test('責任者 discloses in two clicks what is inside the center', { tag: '@nojs' }, async ({ page, another }) => {
  await signIn(page, 'sekinin');
  await open(page, `/issues/${CASE}-8`);
  const relays = page.getByRole('region', { name: '上申・開示（センター内）' });
  await relays.locator('summary').click();
  await expect(relays).toContainText('市・責任者・業務管理者・担当のコンサルタントが読みます');
  await audit(page);
  expect(await send(page, relays.getByRole('button', { name: '開示する（写しを作る）' }))).toBe(303);
  await expect(page.getByRole('status').filter({ hasText: '開示しました。' })).toBeVisible();
  const copy = new URL(page.url()).pathname;
  const city = await enter(another, 'kyuyo');
  expect(await open(city, copy)).toBe(200);
  await expect(city.getByRole('main')).toContainText('業務シナリオ42本');
  expect(await open(city, `/issues/${CASE}-8`)).toBe(404);
});
