// A 閉庁日 is set: first what it touches is shown, then it is saved, and nothing has moved by itself.
import type { Page } from '@playwright/test';
import { enter, expectDone, openCase, planLine, stagePath } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, raise, send, turn } from '../steps';

const DAY = 'R11.5.16';

/** Asks what the setting would touch. */
async function preview(page: Page, says: string) {
  await page.getByRole('textbox', { name: /^日付/ }).fill(DAY);
  await page.getByRole('combobox', { name: /^適用範囲/ }).selectOption({ label: '総務事務センター' });
  await page.getByRole('combobox', { name: /^設定内容/ }).selectOption({ label: says });
  await page.getByRole('textbox', { name: /^名称/ }).fill(says === '閉庁日にする' ? '庁舎の停電' : '');
  await page.getByRole('textbox', { name: /^理由/ }).fill('受変電設備の点検のため。');
  await page.getByRole('button', { name: '影響を確認する' }).click();
  await expect(page.getByText('期限や予定は動きません。').or(page.getByText('この日に当たるものはなく')).first()).toBeVisible();
}

test('a 閉庁日 shows what it touches, and moves nothing', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  // A case that goes live that day, and a 課題 with that 期限.
  const manager = await enter(another, 'kanri-somu');
  const no = await openCase(manager, { title: '停電の日の案件', systems: ['SHOKUIN'], section: '人事課', inForce: DAY });
  const key = await raise(manager, { case: no, title: '停電の日が期限の課題' });
  await turn(manager).getByRole('combobox', { name: /^担当組織/ }).selectOption({ label: '総務事務センター' });
  await turn(manager).getByRole('combobox', { name: /^担当者/ }).selectOption('kanri-somu');
  await turn(manager).getByRole('textbox', { name: /^期限/ }).fill(DAY);
  expect(await send(manager, turn(manager).getByRole('button', { name: '受け付ける' }))).toBe(303);

  // システム管理者 reads no case: numbers only.
  await signIn(page, 'admin');
  await open(page, '/admin/calendar?year=2029');
  await audit(page);
  await page.getByRole('link', { name: '日を設定する' }).click();
  await audit(page);
  await preview(page, '閉庁日にする');
  await expect(page.getByRole('main')).toContainText(/うち、あなたには公開されていないもの：\d+件/);
  expect(await page.content()).not.toContain(no);
  await audit(page);

  // 責任者 reads which, with links.
  const lead = await enter(another, 'sekinin');
  await open(lead, '/admin/calendar/day');
  await preview(lead, '閉庁日にする');
  const touched = lead.getByRole('main');
  await expect(touched).toContainText('期限がこの日の未完了の課題：1件');
  await expect(touched.getByRole('link', { name: new RegExp(key) })).toBeVisible();
  await expect(touched).toContainText('予定がこの日に当たる案件、または本番リリースの最終日が変わる案件：1件');
  await expect(touched.getByRole('link', { name: new RegExp(`^${no}`) }).first()).toBeVisible();
  await expect(touched).toContainText('本番リリースの最終日');
  await audit(lead);
  // Nothing is saved by looking.
  await open(lead, '/admin/calendar?year=2029');
  await expect(lead.getByRole('region', { name: '設定した日', exact: true })).toContainText('この年に設定した日はありません。');

  // システム管理者 saves it.
  expect(await send(page, page.getByRole('button', { name: 'この内容で登録する' }))).toBe(303);
  await expectDone(page, 'カレンダーを変更しました。期限や予定は動かしていません。');
  await expect(page.getByRole('region', { name: '設定した日', exact: true })).toContainText('庁舎の停電');
  await audit(page);

  // Nothing has moved; the 期限 warns, and the case explains itself.
  await open(manager, `/issues/${key}`);
  await expect(manager.getByRole('region', { name: 'この課題の項目' })).toContainText(DAY);
  await open(manager, `/cases/${no}`);
  await expect(planLine(manager, 7, 'SHOKUIN')).toContainText(DAY);
  await expect(manager.getByRole('region', { name: /^信号/ })).toContainText(
    `本番リリース予定（${DAY}）が、施行日に間に合う最終日（R11.5.15）より後です`,
  );
  await audit(manager);
  await open(manager, stagePath(no, 7, 'SHOKUIN'));
  await audit(manager);

  // And back to what the law says.
  await open(page, '/admin/calendar/day');
  await preview(page, '法定どおりに戻す');
  expect(await send(page, page.getByRole('button', { name: 'この内容で登録する' }))).toBe(303);
  await open(manager, `/cases/${no}`);
  await expect(manager.getByRole('region', { name: /^信号/ }).getByRole('heading')).toContainText('青');
});

test('what is wrong with a day is said before anything is shown', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'admin');
  await open(page, '/admin/calendar/day?day=R11.13.1&reach=&says=closed&label=&reason=');
  await expect(page.getByRole('textbox', { name: /^日付/ })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'この内容で登録する' })).toHaveCount(0);
  await audit(page);
});
