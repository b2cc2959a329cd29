// What cannot be saved is said beside its field, and nothing typed is lost.
import type { Locator, Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures';
import { audit, chooseSystem, open, raise, send, turn } from '../steps';

test.use({ tolerated: [/status of 422/] });

const title = (page: Page) => page.getByRole('textbox', { name: /^件名/ });

async function expectRefused(field: Locator, typed: string, sentence: RegExp) {
  await expect(field).toHaveValue(typed);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(sentence);
}

test('an empty and a too long 件名', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/issues/new');
  await page.getByRole('combobox', { name: /^案件/ }).selectOption('SOMU-2026-003');
  await chooseSystem(page, 'SOMU-2026-003', 'JINKYU');
  await title(page).fill('　 ');
  await page.getByRole('textbox', { name: /^内容/ }).fill('一行目\n<b>二行目</b>');
  await page.getByRole('combobox', { name: /^重要度/ }).selectOption({ label: '大' });
  expect(await send(page, page.getByRole('button', { name: '起票する' }))).toBe(422);

  await expectRefused(title(page), '　 ', /件名を入力してください。/);
  await expect(page.getByRole('textbox', { name: /^内容/ })).toHaveValue('一行目\n<b>二行目</b>');
  await expect(page.getByRole('combobox', { name: /^案件/ })).toHaveValue('SOMU-2026-003');
  await expect(page.getByRole('combobox', { name: /^対象システム/ })).toHaveValue('JINKYU');
  await expect(page.getByRole('combobox', { name: /^重要度/ })).toHaveValue('high');
  await audit(page);
  // The message at the top leads to its field.
  await page.getByRole('alert').getByRole('link', { name: /件名/ }).click();
  await expect.soft(title(page)).toBeFocused();

  const long = '𠮷'.repeat(201);
  await title(page).fill(long);
  expect(await send(page, page.getByRole('button', { name: '起票する' }))).toBe(422);
  await expectRefused(title(page), long, /200文字以内で入力してください（いま201文字です）。/);

  await title(page).fill('𠮷野家の「髙」さんと﨑');
  expect(await send(page, page.getByRole('button', { name: '起票する' }))).toBe(303);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('𠮷野家の「髙」さんと﨑');
});

test('days that cannot be a 期限', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await raise(page, { case: 'SOMU-2026-003', title: '期限の書き方' });
  const due = () => turn(page).getByRole('textbox', { name: /^期限/ });
  const accept = () => send(page, turn(page).getByRole('button', { name: '受け付ける' }));
  await turn(page).getByRole('combobox', { name: /^担当組織/ }).selectOption({ label: '総務事務センター' });
  await turn(page).getByRole('combobox', { name: /^担当者/ }).selectOption('kanri-somu');

  for (const [typed, sentence] of [
    ['2026-02-30', /R8\.2にこの日はありません。.*2月28日.*ではありませんか。/],
    ['平成31年5月1日', /この元号にこの日はありません。令和元年5月1日.*ではありませんか。/],
    ['R6.10', /日まで入力してください。例：/],
    ['R8.11.20', /今日（令和8年11月24日（火）.*）以降の日付を入力してください。/],
    ['来週の金曜', /日付として読み取れません。/],
  ] as const) {
    await due().fill(typed);
    expect(await accept(), typed).toBe(422);
    await expectRefused(due(), typed, sentence);
    await expect(turn(page).getByRole('combobox', { name: /^担当組織/ })).toHaveValue('SOMU-C');
    await expect(turn(page).getByRole('combobox', { name: /^担当者/ })).toHaveValue('kanri-somu');
  }
  await audit(page);

  await due().fill('２０２６年１２月１日');
  expect(await accept()).toBe(303);
  await expect(page.getByRole('region', { name: 'この課題の項目' })).toContainText('R8.12.1');
});

test('a person of another organisation', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await raise(page, { case: 'SOMU-2026-003', title: '担当の選び方' });
  // The person first: with JavaScript the choice of an organisation narrows the people.
  await turn(page).getByRole('combobox', { name: /^担当者/ }).selectOption('kanri-somu');
  await turn(page).locator('select[name="org"]').evaluate((select: HTMLSelectElement) => {
    select.value = 'KYUYO';
  });
  await turn(page).getByRole('textbox', { name: /^期限/ }).fill('R8.12.1');
  expect(await send(page, turn(page).getByRole('button', { name: '受け付ける' }))).toBe(422);
  await expect(turn(page).getByRole('combobox', { name: /^担当者/ })).toHaveAccessibleDescription(
    /選んだ担当組織の人ではありません/,
  );
  await expect(turn(page).getByRole('textbox', { name: /^期限/ })).toHaveValue('R8.12.1');
});
