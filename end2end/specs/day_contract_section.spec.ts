// A day in the life (notes/domain §12, 2): 契約所管課 on Monday. Which cases are 赤 and why? Who holds the ball?
// The monthly report and its 検査 have no data yet.
import { expectInFirstView, answers, cases, section } from '../first_view';
import { expect, signIn, test } from '../fixtures';
import { audit, number, open, rows } from '../steps';

test.use({ world: 'read only' });

test('契約所管課 reads which cases are 赤, why, and who holds the ball', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'keiyaku');
  await audit(page);

  // 1. The worst first, with the reason.
  const red = cases(page).first();
  await expectInFirstView(red);
  for (const text of ['赤', 'KYOIKU-2026-001', '工程6（FUKUMU）が当初予定より7開庁日遅れています']) await expect(red).toContainText(text);
  for (const row of await cases(page).all()) await expectInFirstView(row);

  // 2. Each organisation, the longest first, and how many 期限超過 it has.
  const holders = answers(page, '他の組織待ち');
  expect(await holders.count()).toBeGreaterThan(5);
  for (const row of await holders.all()) await expectInFirstView(row);
  const days = await holders.evaluateAll((all) => all.map((row) => parseInt((row as HTMLTableRowElement).cells[2].innerText, 10)));
  expect(days).toEqual([...days].sort((a, b) => b - a));
  for (const row of await answers(page, '期限超過').all()) await expectInFirstView(row);

  // All the reasons of the worst case, where it stands.
  await red.locator('summary').click();
  for (const reason of await red.getByRole('listitem').all()) await expectInFirstView(reason);

  // To the cause, to the rows of an organisation, to the ranking.
  await red.getByRole('listitem').getByRole('link').first().click();
  await expect(page).not.toHaveURL(/\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await audit(page);
  await open(page, '/');
  const count = number(await holders.first().getByRole('cell').first().innerText());
  await holders.first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
  await expect(rows(page)).toHaveCount(count);
  await open(page, '/');
  await section(page, '他の組織待ち').getByRole('link', { name: 'ボール保持日数の順位' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ボール保持日数の順位' })).toBeVisible();
  await audit(page);
});
