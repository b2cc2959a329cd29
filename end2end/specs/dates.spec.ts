// 和暦 or 西暦, as each person wants it.
import { expect, signIn, test } from '../fixtures';
import { open, send } from '../steps';

const STYLES = [
  { label: /^西暦/, today: '2026年11月24日（火）', day: /^\d{4}-\d{2}-\d{2}$/, other: /^令和/ },
  { label: /^和暦/, today: '令和8年11月24日（火）', day: /^R\d+\.\d+\.\d+$/, other: /^\d{4}年/ },
];

test('every date follows the setting', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'keiyaku');
  for (const { label, today, day, other } of STYLES) {
    await open(page, '/account');
    const select = page.getByRole('combobox', { name: /^日付の表示/ });
    const text = (await select.getByRole('option').allInnerTexts()).find((option) => label.test(option)) ?? '';
    await select.selectOption({ label: text });
    expect(await send(page, page.getByRole('button', { name: '保存する' }))).toBe(303);

    await open(page, '/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(today);
    for (const path of ['/', '/cases', '/issues']) {
      await open(page, path);
      const days = page.getByRole('table').first().locator('time');
      const shown = await days.allInnerTexts();
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((it) => !day.test(it.trim())), path).toEqual([]);
      // The other notation is one glance away.
      await expect(days.first()).toHaveAttribute('title', other);
    }
    await open(page, '/issues/SOMU-2026-001-12');
    const times = await page.getByRole('region', { name: '履歴' }).locator('time').allInnerTexts();
    expect(times.filter((it) => !day.test(it.trim().replace(/ \d{2}:\d{2}$/, '')))).toEqual([]);
  }
});
