// The whole 課題管理表 by one link, and the filters of a list on a telephone; with JavaScript and without.
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows } from '../steps';

test('every column of the 課題管理表 is one link away, and stays while filtering and sorting', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/issues?case=SOMU-2026-001&state=all');
  const heads = () => page.getByRole('columnheader').allInnerTexts();
  expect(await heads()).not.toContain('起票者');
  await page.getByRole('link', { name: '全項目を表示' }).click();
  for (const column of ['発生日', '起票者', '影響', '対応方針', '当初期限', '変更回数', '対応経過', '完了日', '承認者', '関連課題']) {
    expect(await heads()).toContain(column);
  }
  const answered = rows(page).filter({ has: page.getByRole('rowheader', { name: 'SOMU-2026-001-12', exact: true }) });
  await expect(answered).toContainText('藤井 由美子 総務事務センター');
  await audit(page);
  await page.getByRole('combobox', { name: '状態' }).selectOption({ label: '完了' });
  await page.getByRole('button', { name: '絞り込む' }).click();
  await expect(page).toHaveURL(/columns=all/);
  await expect(page.getByRole('columnheader', { name: '承認者' })).toBeVisible();
  await page.getByRole('link', { name: '発生日で並べ替える' }).or(page.getByTitle('発生日で並べ替える')).first().click();
  await expect(page).toHaveURL(/sort=raised.*columns=all|columns=all.*sort=raised/);
  await page.getByRole('link', { name: '標準の列で表示' }).click();
  await expect(page.getByRole('columnheader', { name: '承認者' })).toHaveCount(0);
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('filters are folded until they are wanted, and what is in force can be taken away', { tag: '@nojs' }, async ({ page }) => {
    await signIn(page, 'kanri-somu');
    await open(page, '/issues');
    const form = page.getByRole('search', { name: '課題の絞り込み' });
    await expect(form.getByRole('combobox', { name: '重要度' })).toBeHidden();
    await form.getByRole('link', { name: '絞り込みの条件を開く' }).click();
    await form.getByRole('combobox', { name: '重要度' }).selectOption({ label: '大' });
    await audit(page);
    await form.getByRole('button', { name: '絞り込む' }).click();
    await expect(page).toHaveURL(/severity=high/);
    await expect(form.getByRole('combobox', { name: '重要度' })).toBeHidden();
    await page.getByRole('link', { name: '条件「重要度：大」を外す' }).click();
    await expect(page).not.toHaveURL(/severity/);
  });
});
