// What the browser part adds while one types: the preview of a text, the meaning of a date, the readers.
import { expect, signIn, test } from '../fixtures';
import { open, unfold } from '../steps';

test('a preview shows what the text will look like', async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/issues/new?case=SOMU-2026-001');
  const body = page.getByRole('textbox', { name: /^内容/ });
  await body.fill('## 経緯\n\n- **甲**案\n- 乙案\n\n| 案 | 工数 |\n|---|---|\n| 甲 | 3人日 |');
  await page.getByRole('button', { name: 'プレビュー' }).click();
  const preview = page.locator('.preview');
  await expect(preview.getByRole('heading', { name: '経緯' })).toBeVisible();
  await expect(preview.getByRole('listitem')).toHaveText(['甲案', '乙案']);
  await expect(preview.getByRole('cell', { name: '3人日' })).toBeVisible();

  // A second look shows the second text.
  await body.fill('[表](https://example.jp/) <script>window.ran = 1</script>');
  await page.getByRole('button', { name: 'プレビュー' }).click();
  await expect(preview).toContainText('<script>');
  await expect(preview.getByRole('heading')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
});

test('a date says what it means while it is typed, and warns on a 閉庁日', async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/issues/SOMU-2026-001-14');
  const move = await unfold(page, '期限を変更する');
  const due = move.getByRole('textbox', { name: /^期限/ });
  const meaning = move.locator('[aria-live="polite"]');
  for (const [typed, says] of [
    ['R8.12.1', '令和8年12月1日（火）'],
    ['20261201', '令和8年12月1日（火）'],
    ['令和8年12月１日', '令和8年12月1日（火）'],
    ['2026-11-23', '令和8年11月23日（月） 閉庁日です（勤労感謝の日）。翌開庁日は令和8年11月24日（火）です。'],
    ['R8.12.29', '令和8年12月29日（火） 閉庁日です（年末年始）。翌開庁日は令和9年1月4日（月）です。'],
    ['R8.11.28', '令和8年11月28日（土） 閉庁日です（土曜日・日曜日）。翌開庁日は令和8年11月30日（月）です。'],
  ] as const) {
    await due.fill('');
    await expect(meaning).toHaveText('');
    await due.pressSequentially(typed);
    await expect(meaning).toHaveText(says);
  }
  await due.fill('R8.2.30');
  await expect(meaning).toHaveText('');
});

test('the raise form follows the chosen case and says who will read it', async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/issues/new');
  const system = page.getByRole('combobox', { name: /^対象システム/ });
  await page.getByRole('combobox', { name: /^案件/ }).selectOption('SOMU-2026-004');
  await expect(system.locator('option:not([value=""])').and(page.locator('optgroup:not([hidden]) > option'))).toHaveText([/^RINJI/]);
  const readers = page.getByRole('status').filter({ hasText: 'この課題は、' });
  await expect(readers).toContainText('ベンダーには見えません');
  await system.selectOption('RINJI');
  await expect(readers).not.toContainText('ベンダーには見えません');
  await page.getByRole('radio', { name: /^センター内/ }).check();
  await expect(readers).toContainText('センターの中だけで読みます');
});
