// 給与課 担当: what waits for me, and until when? Then she answers, and the ball is somebody else's.
import { expect, signIn, test } from '../fixtures';
import { audit, history, KEY, number, open, ready, rows, send, turn } from '../steps';

const figure = (page: import('@playwright/test').Page, name: string) =>
  page.getByRole('list', { name: '今日の件数' }).getByRole('link', { name: new RegExp(`^${name}`) });

test('every number of 今日 leads to exactly its rows', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kyuyo');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('令和8年11月24日（火）');
  await audit(page);

  for (const name of ['自分のボール', '3開庁日以内', '期限超過']) {
    await open(page, '/');
    const count = number((await figure(page, name).innerText()).replace(name, ''));
    expect(count).toBeGreaterThan(0);
    await figure(page, name).click();
    await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
    await expect(rows(page)).toHaveCount(count);
    await expect(page.getByRole('status').filter({ hasText: `${count}件` })).toBeVisible();
  }

  // 他の組織待ち is the sum of the organisations, and each of them leads to its rows.
  await open(page, '/');
  const all = number((await figure(page, '他の組織待ち').innerText()).replace('他の組織待ち', ''));
  const waiting = page.getByRole('region', { name: '他の組織待ち' });
  const counts = await rows(waiting).evaluateAll((found) =>
    found.map((row) => [row.querySelector('th')?.innerText.trim() ?? '', parseInt(row.querySelector('td')?.innerText ?? '', 10)] as const),
  );
  expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(all);
  for (const [organisation, count] of counts) {
    await open(page, '/');
    await waiting.getByRole('link', { name: organisation, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
    await expect(rows(page)).toHaveCount(count);
  }
});

test('answers a 課題 that waits for the city', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kyuyo');
  await figure(page, '自分のボール').click();
  await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
  await audit(page);
  const before = await rows(page).count();

  const row = rows(page).filter({ hasText: '市回答待ち' }).last();
  const key = await row.getByRole('link', { name: KEY }).innerText();
  await row.getByRole('link', { name: KEY }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(key);
  await ready(page);
  await expect(turn(page)).toContainText('給与課');
  await expect(turn(page)).toContainText('あなたの番');
  await audit(page);

  await turn(page).getByRole('textbox', { name: /^回答/ }).fill('会計室と調整し、**18時以降**の実行とします。');
  expect(await send(page, turn(page).getByRole('button', { name: '回答する' }))).toBe(303);

  await expect(page.getByRole('status').filter({ hasText: '「回答する」を行いました。' })).toBeVisible();
  await expect(turn(page)).not.toContainText('あなたの番');
  await expect(turn(page)).not.toContainText('給与課');
  await expect(history(page)).toContainText('回答しました（市回答待ち → 対応中）。');
  await expect(history(page).locator('strong', { hasText: '18時以降' })).toBeVisible();
  await audit(page);

  await open(page, '/issues?ball=me');
  await expect(rows(page)).toHaveCount(before - 1);
  await expect(page.getByRole('link', { name: key, exact: true })).toHaveCount(0);
});
