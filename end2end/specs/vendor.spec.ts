// ベンダーA: sees its own systems only, answers what waits for it, and says when it is done.
import { expect, signIn, test } from '../fixtures';
import { audit, history, KEY, open, ready, rows, send, turn } from '../steps';

test('sees the records of its own systems and nobody else’s', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'vendor-a');
  await audit(page);

  await open(page, '/issues?state=all');
  await audit(page);
  const systems = await page.getByRole('table').evaluate((table: HTMLTableElement) => {
    const at = [...table.tHead!.rows[0].cells].findIndex((cell) => cell.innerText.trim() === 'システム');
    return [...table.tBodies[0].rows].map((row) => row.cells[at].innerText.trim());
  });
  expect(systems.length).toBeGreaterThan(3);
  expect(systems.filter((system) => !['SHOMU', 'RINJI'].includes(system))).toEqual([]);

  for (const path of ['/', '/cases', '/cases/SOMU-2026-001', '/issues?state=all', '/issues/new']) {
    await open(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const text = await page.getByRole('main').innerText();
    for (const foreign of ['JINKYU', 'FUKUMU', 'ベンダーB', 'ベンダーC', 'センター内', '市内部', '市・管理者']) {
      expect(text, `${foreign} on ${path}`).not.toContain(foreign);
    }
  }
});

test('answers a question, then marks the 課題 as 対応済', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'vendor-a');
  await open(page, '/issues?ball=me&state=awaiting_vendor');
  const link = rows(page).filter({ hasText: 'あなたの番' }).last().getByRole('link', { name: KEY });
  const key = await link.innerText();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(key);
  await ready(page);

  await turn(page).getByRole('textbox', { name: /^回答/ }).fill('詳細設計書の3.2節のとおりです。');
  expect(await send(page, turn(page).getByRole('button', { name: '回答する' }))).toBe(303);
  await expect(history(page)).toContainText('回答しました（ベンダー回答待ち → 対応中）。');

  // 担当 is the vendor itself, so the ball is still its own.
  await expect(turn(page)).toContainText('あなたの番');
  await turn(page).getByRole('textbox', { name: /^対応内容/ }).fill('設計書を改訂し、対象の帳票を差し替えました。');
  expect(await send(page, turn(page).getByRole('button', { name: '対応済にする' }))).toBe(303);
  await expect(history(page)).toContainText('対応済にしました（対応中 → 対応済）。');
  await expect(turn(page)).not.toContainText('あなたの番');
  // Completion is approved by the raiser's side, never by the vendor.
  await expect(page.getByRole('button', { name: '完了を承認する' })).toHaveCount(0);
  await audit(page);

  await open(page, '/issues?ball=me');
  await expect(page.getByRole('link', { name: key, exact: true })).toHaveCount(0);
});
