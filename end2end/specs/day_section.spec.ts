// A day in the life (notes/domain §12, 1): 給与課 係長. What waits for me and until when? Will 年末調整 be ready on
// the law's date? What changed since yesterday? Confirming minutes has no data yet.
import { expectInFirstView, answers, section, cases } from '../first_view';
import { expect, signIn, test } from '../fixtures';
import { audit, KEY, open } from '../steps';

// Nobody writes in this world: the answers are those of the demo.
test.use({ world: 'read only' });

test('給与課 係長 reads three answers and follows them', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kyuyo');
  await audit(page);

  // 1. Each of my five, with its 期限.
  const mine = answers(page, '自分のボール');
  await expect(mine).toHaveCount(5);
  for (const row of await mine.all()) {
    await expectInFirstView(row);
    await expect(row.locator('time')).toHaveText(/^R8\.\d+\.\d+$/);
  }
  await expect(mine.first()).toContainText('3開庁日超過');

  // 2. 年末調整: its 信号, the law's date, the planned 本番, and why.
  const case1 = cases(page).filter({ hasText: 'SOMU-2026-001' });
  await expectInFirstView(case1);
  for (const text of ['黄', '6 受入れテスト', 'R8.12.1', 'あと7日', '期限を過ぎた課題が']) await expect(case1).toContainText(text);

  // 3. Since the day before the holidays.
  const changes = section(page, '前回からの動き').getByRole('listitem');
  await expect(section(page, '前回からの動き').getByRole('heading')).toContainText('R8.11.20 17:15 から');
  for (const change of await changes.all()) await expectInFirstView(change);
  await expect(changes.first()).toContainText('藤井 由美子');

  // To the rows themselves.
  const key = await mine.first().getByRole('link', { name: KEY }).innerText();
  await mine.first().getByRole('link', { name: KEY }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(key);
  await open(page, '/');
  await case1.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^SOMU-2026-001 / })).toBeVisible();
  await audit(page);
  await open(page, '/');
  const change = await changes.first().getByRole('link').innerText();
  await changes.first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(change.split(' ')[0]);
});

test('給与課 決裁者 reads first which gate waits', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kyuyo-kessai');
  const gates = page.getByRole('region', { name: 'あなたの判定を待つ工程' });
  await expectInFirstView(gates);
  await expect(gates.getByRole('listitem')).toContainText('SOMU-2026-001 R8.12 年末調整 制度改正');
  await expect(gates.getByRole('listitem')).toContainText('R8.11.30');
  await audit(page);
  await gates.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工程6');
  await expect(page.getByRole('button', { name: '承認する', exact: true })).toBeVisible();
  await expectInFirstView(page.getByRole('heading', { name: /^完了判定 あなたの番/ }));
  await audit(page);
});
