// Nobody of a vendor or of the center decides a gate: no form, a refused forgery, and not even a page for whom the case is none of theirs.
import type { Page } from '@playwright/test';
import { decisions, enter, expectDone, gate, stagePath } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send } from '../steps';

test.use({ tolerated: [/status of 40[34]/] });

const WAITING = stagePath('SOMU-2026-001', 6, 'RINJI');

/** Sends what the page has no form for, as somebody would who writes one into it. */
async function forge(page: Page, path: string, fields: Record<string, string>): Promise<number> {
  await page.getByRole('main').evaluate(
    (main, [path, fields]) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = path;
      for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input');
        input.type = 'hidden';
        input.name = name;
        input.value = value;
        form.append(input);
      }
      const button = document.createElement('button');
      button.textContent = '偽の判定';
      form.append(button);
      main.prepend(form);
    },
    [path, fields] as const,
  );
  return send(page, page.getByRole('button', { name: '偽の判定' }));
}

for (const who of ['vendor-a', 'kanri-somu', 'op-somu', 'consul', 'sekinin']) {
  test(`${who} reads the gate and cannot decide it`, { tag: '@nojs' }, async ({ page }) => {
    await signIn(page, who);
    expect(await open(page, WAITING)).toBe(200);
    await expect(page.getByText('判定待ち', { exact: true }).first()).toBeVisible();
    await expect(gate(page)).not.toContainText('あなたの番');
    for (const name of ['承認する', '条件を付けて承認する', '差し戻す', '完了を確認する']) {
      await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
      await expect(page.locator('summary').filter({ hasText: name })).toHaveCount(0);
    }
    await audit(page);

    for (const verdict of ['gate_approved', 'gate_conditional', 'gate_returned']) {
      const sent = { do: verdict, by: who, system: 'RINJI', version: '1', reason: '代わりに判定' };
      expect(await forge(page, '/cases/SOMU-2026-001/stages/6', sent), verdict).toBe(403);
      await expect(page.getByRole('alert')).toContainText('この操作を行う権限がありません。');
    }
    await open(page, WAITING);
    await expect(page.getByText('判定待ち', { exact: true }).first()).toBeVisible();
    await expect(decisions(page)).not.toContainText('代わりに判定');
  });
}

for (const who of ['vendor-b', 'op-kyoiku', 'admin']) {
  test(`${who} knows nothing of the gate`, { tag: '@nojs' }, async ({ page }) => {
    await signIn(page, who);
    expect(await open(page, WAITING)).toBe(404);
    await audit(page);
    const sent = { do: 'gate_approved', by: who, system: 'RINJI', version: '1', reason: '' };
    expect(await forge(page, '/cases/SOMU-2026-001/stages/6', sent)).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'ページが見つかりません' })).toBeVisible();
  });
}

test('工程5 is confirmed by the 責任者, and the section reads it', { tag: '@nojs' }, async ({ page, another }) => {
  const path = stagePath('KYOIKU-2026-002', 5, 'KJINKYU');
  const section = await enter(another, 'kyoshokuin-kessai');
  await open(section, path);
  await expect(gate(section)).toContainText('河村 誠一の判定を待っています。');
  await expect(section.getByRole('button', { name: '承認する', exact: true })).toHaveCount(0);
  await audit(section);

  await signIn(page, 'sekinin');
  await open(page, path);
  await expect(gate(page)).toContainText('あなたの番');
  await audit(page);
  await gate(page).getByRole('textbox', { name: /^判定の所見/ }).first().fill('総合テストの結果を確かめた。');
  expect(await send(page, gate(page).getByRole('button', { name: '完了を確認する' }))).toBe(303);
  await expectDone(page, '完了を確認しました。業務所管課にも表示されます。');
  await expect(decisions(page)).toContainText('確認');
  await audit(page);

  await open(section, path);
  await expect(decisions(section)).toContainText('総合テストの結果を確かめた。');
  await open(section, '/cases/KYOIKU-2026-002');
  await expect(section.getByRole('region', { name: '最近の動き' })).toContainText('工程5 開発・テスト（KJINKYU）の完了判定：確認。');
});
