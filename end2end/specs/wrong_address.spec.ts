// Not there and not yours look the same: a true 404 in the site's own look.
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows } from '../steps';

test.use({ tolerated: [/status of 404/] });

const NO_SUCH = '/issues/SOMU-2026-001-9999';

const WRONG = [
  { who: 'vendor-b', what: 'a 課題 of ベンダーA', path: '/issues/SOMU-2026-001-12' },
  { who: 'vendor-b', what: 'a case without its systems', path: '/cases/SOMU-2026-004' },
  { who: 'op-somu', what: 'a 課題 between city and managers', path: '/issues/SOMU-2026-003-3' },
  { who: 'kyuyo', what: 'a 課題 inside the center', path: '/issues/SOMU-2026-001-16' },
  { who: 'kanri-kyoiku', what: 'a 課題 of the other center', path: '/issues/SOMU-2026-001-1' },
  { who: 'kanri-kyoiku', what: 'the 課題一覧 of the other center’s case', path: '/cases/SOMU-2026-001/issues' },
  { who: 'admin', what: 'any 課題', path: '/issues/SOMU-2026-001-1' },
  { who: 'admin', what: 'any case', path: '/cases/SOMU-2026-001' },
  { who: 'kyuyo', what: 'an unknown route', path: '/nonsense' },
  { who: 'kyuyo', what: 'an unknown case', path: '/cases/SOMU-2099-001' },
  { who: 'kyuyo', what: 'no number at all', path: '/issues/%3Cscript%3E' },
];

for (const { who, what, path } of WRONG) {
  test(`${who} gets 404 for ${what}`, { tag: '@nojs' }, async ({ page }) => {
    await signIn(page, who);
    expect(await open(page, NO_SUCH)).toBe(404);
    const unknown = await page.getByRole('main').innerText();

    expect(await open(page, path)).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'ページが見つかりません' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: '主なメニュー' })).toBeVisible();
    // Nothing tells that the record exists.
    expect(await page.getByRole('main').innerText()).toBe(unknown);
    await audit(page);
    await page.getByRole('link', { name: '今日の画面へ' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible();
  });
}

test('a 課題 of ベンダーA is not found by ベンダーB’s search', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'vendor-b');
  await open(page, '/issues?state=all&q=SOMU-2026-001-12');
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText('条件に合う課題はありません。')).toBeVisible();
  await audit(page);
});

test('システム管理者 reads no case content', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'admin');
  await expect(page.getByText('案件と課題の内容は表示されません')).toBeVisible();
  await expect(page.getByRole('link', { name: '課題一覧' })).toHaveCount(0);
  await audit(page);
  for (const path of ['/cases', '/issues?state=all', '/issues/new']) {
    await open(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.content(), path).not.toMatch(/年末調整|SOMU-2026|KYOIKU-2026/);
    await audit(page);
  }
});

test('a signed-out person sees the sign-in page and nothing else', { tag: '@nojs' }, async ({ page }) => {
  await open(page, '/issues/SOMU-2026-001-12?x=1');
  await expect(page.getByLabel('ログインID')).toBeVisible();
  expect(await page.content()).not.toContain('年末調整');
});
